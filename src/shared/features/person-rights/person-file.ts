import { z } from 'zod';

/** One person's data, from every table and the history; asked of the centre alone, which has all of it. */
export const PERSON_FILE_PATH = '/api/person-rights/file';
/** One piece of the contents of one of its rows. */
export const PERSON_CONTENTS_PATH = '/api/person-rights/contents';
export const PERSON_FILE_FORMAT = 'rufblatt-person-file';
export const PERSON_FILE_VERSION = 1;

export const personFileRequest = z.object({ partyId: z.string().min(1).max(64) });

const rowContents = z.object({
  /** Of the row. */
  table: z.string(),
  id: z.string(),
  name: z.string(),
  bytes: z.number(),
  /** Hex. */
  sha256: z.string(),
  /** Of the row: it was removed, and the contents are kept for a while. */
  deleted: z.boolean(),
});
/** What one of the rows stands for beside its fields: an attached file. */
export type PersonContents = z.infer<typeof rowContents>;

export const personContentsRequest = personFileRequest.extend({
  table: z.string().min(1).max(64),
  id: z.string().min(1).max(64),
  no: z.int().nonnegative().max(10_000),
});
export const personContentsReply = z.object({ base64: z.base64(), isLast: z.boolean() });

const value = z.unknown();

const personEntry = z.object({
  id: z.string(),
  /** It was deleted, and is kept to tell desks of it. */
  deleted: z.boolean(),
  /** By column, as docs/person-rights.md says. */
  fields: z.record(z.string(), value),
});

/** docs/person-rights.md describes it for who receives it. */
export const personFile = z.object({
  format: z.literal(PERSON_FILE_FORMAT),
  version: z.literal(PERSON_FILE_VERSION),
  /** Who keeps the data. */
  controller: z.string(),
  /** ISO 8601, UTC. */
  madeAt: z.string(),
  partyId: z.string(),
  name: z.string(),
  /** By table; tables without a row are left out. */
  tables: z.array(z.object({ table: z.string(), rows: z.array(personEntry) })),
  /** Contents of the rows, by table and id; an older centre tells of none. */
  contents: z.array(rowContents).default([]),
  /** What stood in which field before, oldest first. */
  history: z.array(
    z.object({
      table: z.string(),
      id: z.string(),
      /** `*`: the whole row. */
      field: z.string(),
      /** ms since 1970 UTC, when the centre decided it. */
      at: z.number(),
      by: z.string(),
      outcome: z.enum(['applied', 'conflict', 'rejected']),
      old: value,
      new: value,
    }),
  ),
  /** Columns that are not for whoever made the file: `party.note`. */
  hidden: z.array(z.string()),
  /** Names of those the rows refer to by id: colleagues, other parties. */
  names: z.record(z.string(), z.string()),
});
export type PersonFile = z.infer<typeof personFile>;
