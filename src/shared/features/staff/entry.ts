import { z } from 'zod';
import { CommandError, defineCommand } from '../../commands/command.ts';
import type { Actor } from '../../commands/command.ts';
import { idSchema } from '../../kernel/ref.ts';
import { get, insert, remove, update } from '../../rows/steps.ts';
import { defineTable, text } from '../../rows/table.ts';
import { staffTable } from './staff.ts';

/**
 * What the phone book says of one of the staff besides name and extension; the id is that of the staff row. Everybody
 * may read it, in the other houses as well. Empty: not stated.
 */
export const staffEntryTable = defineTable('staff_entry', {
  /** "Teamleitung Hausnotruf" */
  job: text(),
  department: text(),
  /** "Weidenau, Zimmer 12" */
  place: text(),
  /** What they answer for, separated by commas: "Hausnotruf, Fahrdienst". */
  responsibilities: text(),
  /** When they can be reached, as opening hours are written: "Mo–Fr 8–16 Uhr". */
  hours: text(),
  /** From outside the house, in any spelling. */
  phone: text(),
});

/** One small picture a person; the id is that of the staff row. */
export const staffPhotoTable = defineTable('staff_photo', {
  type: text<PhotoType>(),
  /** Base64. */
  data: text(),
});

export const PHOTO_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const;
export type PhotoType = (typeof PHOTO_TYPES)[number];
/** Characters of base64: 24 KiB of picture, of 64 people 1.5 MB on every desk. */
export const MOST_PHOTO = 32_768;
/** How a file of that type begins, in base64. */
const SIGNATURES: Readonly<Record<PhotoType, string>> = {
  'image/jpeg': '/9j/',
  'image/png': 'iVBORw0KGgo',
  'image/webp': 'UklGR',
};

const mayKeepEntries = ({ roles }: Actor): boolean => roles.some((role) => role !== 'agent');
const forbids = (actor: Actor): string | undefined =>
  mayKeepEntries(actor) ? undefined : 'staff.not-allowed';

const short = z.string().trim().max(200);

/** Name and ways to reach somebody, at the one place all others read them from. */
export const staffChange = defineCommand({
  name: 'staff.change',
  args: z.object({
    id: idSchema,
    name: short.min(1).optional(),
    shortName: z.string().trim().min(1).max(80).optional(),
    extension: z
      .string()
      .regex(/^\d{1,8}$/)
      .nullable()
      .optional(),
    mail: z.email().max(200).nullable().optional(),
  }),
  forbids,
  *run({ id, name, shortName, extension, mail }) {
    if (!(yield* get(staffTable, id))) throw new CommandError('staff.gone', `no staff ${id}`);
    yield* update(staffTable, id, {
      ...(name !== undefined && { name }),
      ...(shortName !== undefined && { short_name: shortName }),
      ...(extension !== undefined && { extension }),
      ...(mail !== undefined && { mail }),
    });
  },
});

/** Makes the entry, or changes what is given of it; the rest stays. */
export const staffPutEntry = defineCommand({
  name: 'staff.put-entry',
  args: z.object({
    id: idSchema,
    job: short.optional(),
    department: short.optional(),
    place: short.optional(),
    responsibilities: z.string().trim().max(1_000).optional(),
    hours: short.optional(),
    phone: z.string().trim().max(60).optional(),
  }),
  forbids,
  *run({ id, ...given }) {
    const staff = yield* get(staffTable, id);
    if (!staff) throw new CommandError('staff.gone', `no staff ${id}`);
    const patch = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    if (yield* get(staffEntryTable, id)) return yield* update(staffEntryTable, id, patch);
    const nothing = { job: '', department: '', place: '', responsibilities: '', hours: '', phone: '' };
    // Whoever may see the person may see the entry.
    return yield* insert(staffEntryTable, { id, scope_id: staff.scope_id, ...nothing, ...patch });
  },
});

/** null takes it away. */
export const staffSetPhoto = defineCommand({
  name: 'staff.set-photo',
  args: z.object({
    id: idSchema,
    photo: z
      .object({ type: z.enum(PHOTO_TYPES), data: z.base64().max(MOST_PHOTO) })
      .refine(({ type, data }) => data.startsWith(SIGNATURES[type]), 'not a picture of that type')
      .nullable(),
  }),
  forbids,
  *run({ id, photo }) {
    const staff = yield* get(staffTable, id);
    if (!staff) throw new CommandError('staff.gone', `no staff ${id}`);
    const before = yield* get(staffPhotoTable, id);
    if (photo === null) {
      if (before) yield* remove(staffPhotoTable, id);
    } else if (before) yield* update(staffPhotoTable, id, photo);
    else yield* insert(staffPhotoTable, { id, scope_id: staff.scope_id, ...photo });
  },
});

/** "Hausnotruf, Fahrdienst" → each. */
export const responsibilitiesIn = (said: string): readonly string[] =>
  said
    .split(/[,;\n]/)
    .map((one) => one.trim())
    .filter(Boolean);
