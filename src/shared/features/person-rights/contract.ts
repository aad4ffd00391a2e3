import { z } from 'zod';
import { call, defineContract, returns } from '../../ipc/contract.ts';
import { idSchema } from '../../kernel/ref.ts';
import { ERASURE_REASONS } from '../../persons/erasure.ts';
import type { ErasureReason } from '../../persons/erasure.ts';
import type { RestrictionReason } from './model.ts';
import type { PersonFile } from './person-file.ts';

export interface RestrictionView {
  readonly id: string;
  readonly reason: RestrictionReason;
  readonly until: string | null;
  readonly setAt: number;
  readonly setBy: string;
}

export interface PersonRightsView {
  /** Whether whoever sits here may do anything about it. */
  readonly mayKeep: boolean;
  readonly restriction: RestrictionView | null;
}

export interface ErasurePreview {
  readonly name: string;
  readonly customerNo: string | null;
  /** Rows that go, and of those that stay anonymous, by table; the largest first. */
  readonly tables: readonly { readonly table: string; readonly rows: number; readonly anonymous: boolean }[];
  /** Rows of others in whose text the name stands: nobody can tell by a machine whether they mean this person. */
  readonly mentions: readonly { readonly table: string; readonly id: string; readonly text: string }[];
}

export interface ErasureLine {
  readonly id: string;
  readonly at: number;
  readonly by: string;
  readonly reason: ErasureReason;
  readonly rows: number;
}

export interface RestrictedLine extends RestrictionView {
  readonly partyId: string;
  readonly name: string;
}

export const personRightsContract = defineContract('person-rights', {
  of: call(z.object({ partyId: idSchema }), returns<PersonRightsView>()),
  /** All data as the centre has it. @throws `centre.offline`, `person-rights.not-yours` */
  file: call(z.object({ partyId: idSchema }), returns<PersonFile>()),
  /**
   * The next piece of what a row of the file stands for, from 0 on, base64: from this desk where it lies here, else from
   * the centre, which is not asked with `isHereOnly`. With the last piece the digest of all is compared.
   *
   * @throws `centre.offline`, `person-rights.not-yours`, `person-rights.no-contents`, `person-rights.bad-contents`
   */
  contents: call(
    z.object({
      ...{ partyId: idSchema, table: z.string().max(64), id: idSchema, no: z.int().nonnegative() },
      ...{ sha256: z.string().max(64), isHereOnly: z.boolean() },
    }),
    returns<{ readonly base64: string; readonly isLast: boolean }>(),
  ),
  /** What an erasure would reach on this desk; null: no such party. */
  preview: call(z.object({ partyId: idSchema }), returns<ErasurePreview | null>()),
  /**
   * `typed`: the name or customer number as the preview shows it. @throws `person-rights.not-confirmed`
   */
  erase: call(
    z.object({
      partyId: idSchema,
      reason: z.enum(ERASURE_REASONS),
      typed: z.string().max(300),
    }),
    returns<null>(),
  ),
  /** Newest first. */
  erasures: call(z.object({}), returns<readonly ErasureLine[]>()),
  restricted: call(z.object({}), returns<readonly RestrictedLine[]>()),
});
