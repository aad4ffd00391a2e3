import { MB, MOST_FILE_MB } from '../../files/file-limit.ts';
import { defineTable, integer, refTo, text } from '../../rows/table.ts';

/** What a file can be attached to; the names of the tables. */
export const SUBJECT_TYPES = ['interaction', 'ticket'] as const;
export type SubjectType = (typeof SUBJECT_TYPES)[number];

/** Of one file, whatever an operator allows; what they do is told with the session (files/file-limit.ts). */
export const MAX_FILE_BYTES = MOST_FILE_MB * MB;

/** Of what a browser does not know; also of what it says in a way nobody can read. */
export const UNKNOWN_MEDIA_TYPE = 'application/octet-stream';
export const MEDIA_TYPE = /^[a-z0-9][a-z0-9.+-]{0,60}\/[a-z0-9][a-z0-9.+-]{0,120}$/;
export const SHA256 = /^[0-9a-f]{64}$/;

/**
 * A file that belongs to an entry or a ticket: what it is called and what is in it, by its digest. The bytes are no row:
 * see docs/attachments.md.
 */
export const attachmentTable = defineTable(
  'attachment',
  {
    subject_type: text<SubjectType>(),
    subject_id: refTo({ typeIn: 'subject_type' }, text()),
    /** As cleanFileName leaves it. */
    file_name: text(),
    /** As the browser of whoever added it said; nothing is opened because of it. */
    media_type: text(),
    bytes: integer(),
    /** Of the contents, hex. */
    sha256: text(),
    /** A user. */
    added_by: text(),
    /** ms */
    added_at: integer(),
  },
  {
    owners: ['added_by'],
    partOf: 'subject_id',
    beside: { table: 'attachment_file', by: 'sha256' },
  },
);
