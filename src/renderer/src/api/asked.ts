import { createContext } from 'react';
import type { Question } from './ahead.ts';

/** Hears what the parts of a screen ask, of whoever wants to know it the next time; undefined: nobody does. */
export const AskedContext = createContext<((question: Question) => void) | undefined>(undefined);
