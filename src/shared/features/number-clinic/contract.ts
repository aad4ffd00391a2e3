import { z } from 'zod';
import { call, defineContract, returns } from '../../ipc/contract.ts';
import { idSchema } from '../../kernel/ref.ts';
import { REASONS } from './model.ts';
import type { Assumption, Reason } from './model.ts';

/** Entries of one repair; its undo brings back all of them. */
export const MOST_CHOSEN = 2_000;

/** One number as it is or would be, for reading. */
export interface ShownNumber {
  readonly number: string;
  /** A switchboard: any extension behind it is found as well. */
  readonly isMain: boolean;
}

export interface ClinicLine {
  readonly contactId: string;
  readonly party: { readonly id: string; readonly name: string };
  readonly label: string;
  /** As it was typed. */
  readonly raw: string;
  readonly reason: Reason;
  /** What is read out of it today; null: nothing. */
  readonly before: string | null;
  /** null: nobody but a person can say. */
  readonly proposal: {
    readonly way: 'number' | 'aside';
    readonly after: readonly ShownNumber[];
    readonly assumption: Assumption | null;
  } | null;
}

export interface PreviewLine extends ClinicLine {
  /** Who would be found for a call from these numbers, names; the party itself first. */
  readonly finds: readonly string[];
}

export interface BatchLine {
  readonly id: string;
  /** ms */
  readonly at: number;
  readonly entries: number;
  readonly undoneAt: number | null;
  /** Of the undone: those that somebody has changed since and that stayed as they are. */
  readonly kept: number;
}

export interface ClinicOverview {
  readonly isScanning: boolean;
  readonly scanned: number;
  readonly total: number;
  /** When what is told was found, ms; null: not looked at yet. */
  readonly asOf: number | null;
  readonly counts: Readonly<Partial<Record<Reason, number>>>;
  /** Newest first. */
  readonly batches: readonly BatchLine[];
}

const ids = z.array(idSchema).min(1).max(MOST_CHOSEN);
const reason = z.enum(REASONS).nullable();

export const numberClinicContract = defineContract('number-clinic', {
  /** What was found so far; the first question begins the scan, and so does the next after something has changed. */
  overview: call(z.object({}), returns<ClinicOverview>()),
  /** Entries with this reason, null: with any; those that have been mended since are left out. */
  lines: call(z.object({ reason, limit: z.int().min(1).max(200) }), returns<readonly ClinicLine[]>()),
  /** Ids of those there is a proposal for. */
  choose: call(z.object({ reason }), returns<readonly string[]>()),
  preview: call(z.object({ ids }), returns<readonly PreviewLine[]>()),
  /** Those that have no proposal any more are left out. Errors: `access.denied`, `clinic.nothing`. */
  repair: call(z.object({ ids }), returns<{ readonly batchId: string; readonly entries: number }>()),
  /** What was changed since stays. Errors: `access.denied`, `clinic.gone`. */
  undo: call(z.object({ batchId: idSchema }), returns<{ readonly kept: number }>()),
});
