import { z } from 'zod';
import { call, defineContract, returns } from '../../ipc/contract.ts';
import { idSchema } from '../../kernel/ref.ts';
import type { HandedOver } from '../../ipc/handed-over.ts';
import { subjectSchema } from './commands.ts';

/** Bytes of one piece of a file on its way from the window to the desk. */
export const PIECE_BYTES = 256 * 1024;

/** What queries of transfers wait for; changes while bytes come or go. */
export const TRANSFERS = 'attachment_transfer';

export interface AttachmentView {
  readonly id: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly addedAt: number;
  readonly addedBy: string;
  readonly mayRemove: boolean;
  /** Whether the system's viewer may be given it; others are saved and nothing more. */
  readonly mayOpen: boolean;
  /** Its contents are on this desk. */
  readonly isHere: boolean;
  /**
   * `draft`: waits for the entry to be kept · `waiting`: on this desk alone until it has been uploaded · `sent`: at the
   * centre, or on its way there from another desk.
   */
  readonly state: 'draft' | 'waiting' | 'sent';
  /** While bytes come or go. */
  readonly transfer: TransferView | null;
}

export interface TransferView {
  readonly way: 'up' | 'down';
  /** Bytes. */
  readonly done: number;
  readonly total: number;
}

const one = z.object({ id: idSchema });

export const attachmentsContract = defineContract('attachments', {
  /** In the order in which they were added. */
  of: call(z.object({ subject: subjectSchema }), returns<readonly AttachmentView[]>()),
  /**
   * A file begins to come from the window. @throws AppError `attachment.empty`, `attachment.too-large` {mb, most},
   * `attachment.busy` while too many others are on their way
   */
  begin: call(
    z.object({
      subject: subjectSchema,
      fileName: z.string().max(1_000),
      mediaType: z.string().max(300),
      bytes: z.int().nonnegative(),
    }),
    returns<{ readonly id: string }>(),
  ),
  /** The next piece, base64. @throws AppError `attachment.interrupted` */
  piece: call(
    z.object({ id: idSchema, base64: z.base64().max(Math.ceil(PIECE_BYTES / 3) * 4) }),
    returns<null>(),
  ),
  /**
   * All pieces are there: it is attached, or waits for the entry to be kept. Answers the attachment's id.
   * @throws AppError `attachment.twice` {name}, `attachment.interrupted`, the command's own
   */
  end: call(one, returns<{ readonly id: string }>()),
  /** The window has thought better of it. */
  drop: call(one, returns<null>()),
  /** Takes a file off an entry that has not been kept. */
  dropDraft: call(one, returns<null>()),
  /** The entry was thrown away: so is what waited for it. */
  forget: call(z.object({ subject: subjectSchema }), returns<null>()),
  /**
   * Brings the contents here; resolves when they are.
   * @throws AppError `centre.offline`, `attachment.not-uploaded`, `attachment.gone`, `attachment.stopped`
   */
  fetch: call(one, returns<null>()),
  stop: call(one, returns<null>()),
  /** Gives a file that is here to the person. @throws AppError `attachment.not-here`, `attachment.not-openable` */
  handOver: call(z.object({ id: idSchema, how: z.enum(['open', 'save']) }), returns<HandedOver>()),
});
