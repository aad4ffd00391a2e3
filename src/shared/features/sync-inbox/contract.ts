import { z } from 'zod';
import { call, defineContract, returns } from '../../ipc/contract.ts';
import { refSchema } from '../../kernel/ref.ts';
import type { Ref } from '../../kernel/ref.ts';
import type { Side } from '../../sync/conflict-note.ts';
import { MOST_HISTORY } from './history.ts';

/** A value as it can be put in words without knowing whose it is. */
export type ValueView =
  | { readonly kind: 'none' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'flag'; readonly flag: boolean }
  | { readonly kind: 'time'; readonly at: number }
  /** A thing of the house, by its name. */
  | { readonly kind: 'name'; readonly name: string };

export interface FieldConflictView {
  readonly field: string;
  readonly mine: ValueView;
  readonly theirs: ValueView;
  /** What the row holds now, as this desk knows it. */
  readonly now: ValueView;
  /** Whether that is still the value that stayed when the conflict was decided. */
  readonly isKept: boolean;
  /** Whether it is the late one by now. */
  readonly isLate: boolean;
}

/** One row of somebody's work that met another's. */
export interface ConflictView {
  /** Of the synced note; a local one, known to this desk alone, has a number. */
  readonly id: string;
  /** A local one comes from a centre that keeps no notes: nothing can be chosen. */
  readonly isLocal: boolean;
  readonly ref: Ref;
  /** null: not known here. */
  readonly name: string | null;
  readonly detail: string;
  /** Which side this person is on. */
  readonly side: Side;
  readonly isGone: boolean;
  readonly command: string;
  readonly fields: readonly FieldConflictView[];
  /** When this side wrote, and who the other is; null where the centre could not tell. */
  readonly mineAt: number | null;
  readonly otherName: string | null;
  readonly otherAt: number | null;
  readonly seenAt: number | null;
  /** What was typed, line by line, to be copied. */
  readonly typed: string;
}

/** A command the centre will never take. */
export interface RejectedView {
  readonly id: number;
  readonly command: string;
  /** The things it names, as far as this desk knows them. */
  readonly names: readonly string[];
  readonly at: number;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly seenAt: number | null;
  /** What was typed, longest first: notes come before ids. */
  readonly typed: string;
}

export interface InboxCounts {
  readonly conflicts: number;
  readonly rejected: number;
}

/** One line of a thing's history. */
export interface HistoryLine {
  readonly at: number;
  readonly who: string | null;
  readonly what: 'made' | 'removed' | 'changed' | 'conflict' | 'rejected';
  /** Absent: the whole thing. */
  readonly field?: string;
  readonly old?: ValueView;
  readonly new?: ValueView;
}

export interface HistoryView {
  readonly lines: readonly HistoryLine[];
  readonly more: boolean;
}

/** Changes with these tables; names of things with their own. */
export const INBOX_TABLES = ['conflict_note', 'conflict_inbox', 'rejected_command'] as const;

const list = z.object({ seen: z.boolean() });
const localIds = z.object({ ids: z.array(z.int().positive()).min(1).max(200), seen: z.boolean() });

export const syncInboxContract = defineContract('sync-inbox', {
  counts: call(z.object({}), returns<InboxCounts>()),
  /** Newest first, at most 200: those nobody of this side has looked at, or the others. */
  conflicts: call(list, returns<readonly ConflictView[]>()),
  rejected: call(list, returns<readonly RejectedView[]>()),
  /** Looked at, or not any more. Notes go by the command `conflict.see`. */
  seeLocal: call(localIds, returns<void>()),
  seeRejected: call(localIds, returns<void>()),
  /** Runs it again, as a new command on what is here now; it then no longer counts. Fails with the command's refusal. */
  retry: call(z.object({ id: z.int().positive() }), returns<void>()),
  /** Asks the centre: fails with `centre.offline`, `history.gone`. */
  history: call(
    z.object({ ref: refSchema, limit: z.int().min(1).max(MOST_HISTORY) }),
    returns<HistoryView>(),
  ),
});
