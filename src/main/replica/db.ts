import type { Database } from 'better-sqlite3';

declare const readable: unique symbol;
declare const writable: unique symbol;

/** A handle that may only read: what query handlers get. */
export type ReadableDb = Pick<Database, 'prepare'> & { readonly [readable]: true };

/** The replica's one connection inside a write transaction; only src/main/replica hands it out. */
export type WritableDb = ReadableDb & Pick<Database, 'exec'> & { readonly [writable]: true };

/** `id` begins with the day it was written, so that two features never fight over a number: `2026-11-21-tickets`. */
export interface Migration {
  readonly id: string;
  readonly sql: string;
}
