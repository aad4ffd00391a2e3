import { setTimeout } from 'node:timers/promises';
import type { Delay } from './net.ts';

/** The real clock's {@link Delay}. */
export const systemDelay: Delay = (ms, signal) => setTimeout(ms, undefined, { signal });
