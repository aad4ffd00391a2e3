import { z } from 'zod';
import { call, defineContract, returns } from '../../ipc/contract.ts';
import { idSchema } from '../../kernel/ref.ts';

/** A caller's missed calls, together: those still open, or those done with in one go. */
export interface CallbackLine {
  /** Of the entry; several done lines may belong to one. */
  readonly id: string;
  /** What "done" and its undo are told of, oldest first. */
  readonly calls: readonly string[];
  readonly state: 'open' | 'claimed' | 'done';
  readonly partyId: string | null;
  readonly partyName: string | null;
  /** Without a party: who has the number, where several have. */
  readonly sharedBy: readonly string[];
  /** For reading, the last one called from. */
  readonly number: string | null;
  /** The same for dialling, `+49…`. */
  readonly dial: string | null;
  readonly firstAt: number;
  readonly lastAt: number;
  /** Queue, or number dialled, of the last call. */
  readonly line: string | null;
  readonly claim: { readonly staffName: string; readonly mine: boolean } | null;
  readonly due: { readonly at: number; readonly hasTime: boolean } | null;
  /** `reached`: by a call, not by somebody's word. */
  readonly done: { readonly at: number; readonly staffName: string; readonly reached: boolean } | null;
}

export const callbacksContract = defineContract('callbacks', {
  /** The whole list: by due time, or by how long they have waited. */
  open: call(z.object({}), returns<readonly CallbackLine[]>()),
  /** Latest first. */
  done: call(z.object({ limit: z.int().min(1).max(500) }), returns<readonly CallbackLine[]>()),
  /** Open ones of a party, those of a number it shares with others included. */
  ofParty: call(z.object({ partyId: idSchema }), returns<readonly CallbackLine[]>()),
  /** Missed calls since then (ms) that came without a number. */
  withheld: call(z.object({ since: z.int().nonnegative() }), returns<number>()),
});
