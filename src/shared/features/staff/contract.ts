import { z } from 'zod';
import { call, defineContract, returns } from '../../ipc/contract.ts';
import type { CallerCard } from '../../calls/live-call.ts';
import type { Presence } from '../../calls/presence.ts';
import { idSchema, refSchema } from '../../kernel/ref.ts';
import type { OpeningState } from '../../text/opening-hours.ts';
import type { Reach } from './reach.ts';

/** Somebody of the house who can be reached. */
export interface Colleague {
  readonly id: string;
  readonly name: string;
  readonly extension: string;
}

export interface StaffMemberLine {
  readonly id: string;
  readonly name: string;
  /** ms; null: works here. */
  readonly leftAt: number | null;
  /** Things of all features that are open and theirs. */
  readonly openWork: number;
}

/** What somebody still has to do, of one kind: tasks, tickets, wrap-ups. */
export interface OpenWork {
  readonly type: string;
  readonly items: readonly CallerCard[];
}

/** Somebody in the phone book. Texts are empty where nothing is stated. */
export interface PhoneBookLine {
  readonly id: string;
  readonly name: string;
  /** Name of the house they are of; empty: this one. */
  readonly house: string;
  readonly job: string;
  readonly department: string;
  readonly place: string;
  readonly responsibilities: readonly string[];
  /** Of this house only: nobody dials an extension of another. */
  readonly extension: string | null;
  /** From outside, in any spelling. */
  readonly phone: string;
  readonly mail: string | null;
  readonly hours: string;
  /** null: no hours are given, or they cannot be read. */
  readonly open: OpeningState | null;
  readonly presence: Presence;
  readonly isAbsent: boolean;
  /** Who does their work meanwhile. */
  readonly deputy: { readonly id: string; readonly name: string } | null;
  readonly reach: Reach;
}

export interface StaffPhoto {
  readonly type: string;
  /** Base64. */
  readonly data: string;
}

/** As it stands, to be edited. */
export interface StaffEntry {
  readonly name: string;
  readonly shortName: string;
  readonly extension: string | null;
  readonly mail: string | null;
  readonly job: string;
  readonly department: string;
  readonly place: string;
  readonly responsibilities: string;
  readonly hours: string;
  readonly phone: string;
}

export const staffContract = defineContract('staff', {
  /** Those with an extension whose name or extension has the text in it, by name; never oneself. */
  colleagues: call(
    z.object({ text: z.string().max(60), limit: z.int().min(1).max(50) }),
    returns<readonly Colleague[]>(),
  ),
  /** All of the house by name, those who have left included. */
  everybody: call(z.object({}), returns<readonly StaffMemberLine[]>()),
  /**
   * Those who work here or in a house of the federation and have all these words in their name, function,
   * responsibilities, department, place or extension; whom a call finds now first, then by name.
   */
  phoneBook: call(
    z.object({ text: z.string().max(200), limit: z.int().min(1).max(500) }),
    returns<{ readonly lines: readonly PhoneBookLine[]; readonly more: number; readonly canTell: boolean }>(),
  ),
  /** These of them, in the order asked for; those who are not in the book are left out. */
  persons: call(z.object({ ids: z.array(idSchema).max(50) }), returns<readonly PhoneBookLine[]>()),
  photo: call(z.object({ id: idSchema }), returns<StaffPhoto | null>()),
  /** null: not of this house. */
  entry: call(z.object({ id: idSchema }), returns<StaffEntry | null>()),
  openWork: call(z.object({ staffId: idSchema }), returns<readonly OpenWork[]>()),
  /**
   * What is open of one becomes the other's: all of it, or `only` these. Answers what was given. Throws AppError
   * `staff.lead-only`, and `staff.same` where nobody else takes over.
   */
  handOver: call(
    z.object({ fromId: idSchema, toId: idSchema, only: z.array(refSchema).max(1_000).optional() }),
    returns<readonly OpenWork[]>(),
  ),
});
