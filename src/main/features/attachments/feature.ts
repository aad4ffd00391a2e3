import { attachmentsContract } from '#shared/features/attachments/contract.ts';
import { attachments as shared } from '#shared/features/attachments/feature.ts';
import { mayOpen, safeMediaType } from '#shared/files/file-types.ts';
import { implement } from '#shared/ipc/contract.ts';
import type { HandedOver } from '#shared/ipc/handed-over.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import type { Host, MainFeature } from '../../host/host.ts';
import { BLOB_TABLES, bytesOf, heldPiece, touchBlob, wholeBlob } from './blobs.ts';
import { Downloads } from './downloads.ts';
import { Intake } from './intake.ts';
import { migrations } from './migrations.ts';
import { attachmentById, attachmentsOf, countAttachments, describeAttachments } from './queries.ts';
import { DRAFT, draftsOf } from './store.ts';
import { createTidy } from './tidy.ts';
import { Transfers } from './transfers.ts';
import { createUploads } from './uploads.ts';

export const attachments: MainFeature = {
  shared,
  migrations,
  localTables: [...BLOB_TABLES, ...DRAFT, 'attachment_upload'],
  countFiles: countAttachments,
  heldPiece,
  describe: { attachment: describeAttachments },
  parts(host) {
    const transfers = new Transfers(host);
    const intake = new Intake(host);
    const downloads = new Downloads(host, transfers);
    return {
      implementation: implement(attachmentsContract, {
        of: (input) => attachmentsOf(host, input, (id) => transfers.of(id)),
        begin: (file) => intake.begin(file),
        piece: ({ id, base64 }) => {
          intake.piece(id, Buffer.from(base64, 'base64'));
          return null;
        },
        end: ({ id }) => intake.end(id),
        drop: ({ id }) => {
          intake.drop(id);
          return null;
        },
        dropDraft: ({ id }) => {
          intake.dropDraft(id);
          return null;
        },
        forget: ({ subject }) => {
          for (const { id } of draftsOf(host.db, subject)) intake.dropDraft(id);
          return null;
        },
        fetch: async ({ id }) => {
          await downloads.fetch(id);
          return null;
        },
        stop: ({ id }) => {
          downloads.stop(id);
          return null;
        },
        handOver: (input) => handOver(host, input),
      }),
      services: [
        createUploads(host, transfers),
        createTidy(host, { intake, downloads }),
        { start() {}, stop: () => downloads.stopAll() },
      ],
    };
  },
};

async function handOver(
  host: Host,
  { id, how }: { readonly id: string; readonly how: 'open' | 'save' },
): Promise<HandedOver> {
  const attachment = attachmentById(host.db, id);
  if (!attachment) throw new AppError('attachment.gone', `no attachment ${id}`);
  const { sha256, file_name: name } = attachment;
  const blob = wholeBlob(host.db, sha256);
  if (!blob) throw new AppError('attachment.not-here', 'its contents are not on this desk');
  if (how === 'open' && !mayOpen(name))
    throw new AppError('attachment.not-openable', 'nothing that is opened from here');
  host.local(BLOB_TABLES, (db) => touchBlob(db, { sha256, at: host.clock.now() }), { isRepeatable: true });
  const file = { name, mediaType: safeMediaType(name), bytes: Buffer.concat([...bytesOf(host.db, blob.id)]) };
  return host.handOver(file, how);
}
