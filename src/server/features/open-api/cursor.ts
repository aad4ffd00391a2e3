import { z } from 'zod';
import { refusal } from '#server/http/refusal.ts';

/** Up to where a reader has come: rows are in the order of (ver, id). */
export interface Place {
  /** Of the tenant's history; another one after a restore from a backup. */
  readonly epoch: string;
  readonly ver: number;
  readonly id: string;
}

const shape = z.tuple([z.string().max(64), z.int().nonnegative(), z.string().max(64)]);

/** After every id there is. */
export const AFTER_ALL = '~';

export function writeCursor({ epoch, ver, id }: Place): string {
  return Buffer.from(JSON.stringify([epoch, ver, id])).toString('base64url');
}

/** Throws a refusal 400 `cursor.bad`; 410 `cursor.gone` for one of another history: read from the beginning. */
export function readCursor(text: string, epoch: string): Place {
  const parsed = shape.safeParse(jsonIn(text));
  if (!parsed.success) throw refusal(400, 'cursor.bad', 'not a cursor of ours');
  const [from, ver, id] = parsed.data;
  if (from !== epoch) throw refusal(410, 'cursor.gone', 'the centre was restored: read from the beginning');
  return { epoch, ver, id };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    return undefined;
  }
}
