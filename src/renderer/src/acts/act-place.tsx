import { createContext } from 'react';
import type { ActPlace } from './act.ts';

/** Where the acts below it are listed. */
export const ActPlaceContext = createContext<ActPlace>('anywhere');
