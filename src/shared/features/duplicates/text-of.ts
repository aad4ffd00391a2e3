import type { Value } from '../../rows/table.ts';

/** A field as it can be shown or compared in one line; empty where there is nothing, or nothing of the kind. */
export const textOf = (value: Value | undefined): string =>
  value === undefined || typeof value === 'object' ? '' : String(value);
