import { principalOf } from '#server/auth/authenticate.ts';
import { parseBody } from '#server/http/body.ts';
import { refusal } from '#server/http/refusal.ts';
import type { ServerFeature } from '#server/server-feature.ts';
import { createTenantRounds, forEachTenant } from '#server/tenant-rounds.ts';
import { CommandError } from '#shared/commands/command.ts';
import { attachmentAdd } from '#shared/features/attachments/commands.ts';
import { attachments as shared } from '#shared/features/attachments/feature.ts';
import {
  CHUNK_BODY_BYTES,
  CHUNK_PATH,
  chunkRequest,
  FETCH_PATH,
  fetchRequest,
  UPLOAD_PATH,
  uploadRequest,
} from '#shared/features/attachments/transfer.ts';
import { largestFile } from '#shared/files/file-limit.ts';
import { attachmentContents, fillable, missingChunks, readable, readChunk, takeChunk } from './files.ts';
import { sweepFiles } from './sweep.ts';

const ROUND_MS = 6 * 3_600_000;

export const attachments: ServerFeature = {
  shared,
  migrations: new URL('./migrations/', import.meta.url),
  contents: { attachment: attachmentContents },
  beyond: (limits) => ({
    [attachmentAdd.name](args) {
      const { bytes } = attachmentAdd.args.parse(args);
      if (bytes <= largestFile(limits)) return undefined;
      return new CommandError('attachment.over-limit', `a file of ${bytes} bytes`);
    },
  }),
  routes(app, { store, clock }) {
    app.post(UPLOAD_PATH, async (request) => {
      const principal = principalOf(request);
      const asked = parseBody(uploadRequest, request.body);
      return store.withTenant(principal.actor.tenantId, async (tx) => ({
        missing: await missingChunks(tx, await fillable(tx, principal, asked)),
      }));
    });

    app.post(CHUNK_PATH, { bodyLimit: CHUNK_BODY_BYTES }, async (request) => {
      const principal = principalOf(request);
      const { no, base64, ...asked } = parseBody(chunkRequest, request.body);
      const chunk = Buffer.from(base64, 'base64');
      const taken = await store.withTenant(principal.actor.tenantId, async (tx) =>
        takeChunk(tx, await fillable(tx, principal, asked), { no, chunk, now: clock.now() }),
      );
      // Outside of the transaction: what was wrong is to be gone.
      if (taken === 'wrong') throw refusal(422, 'attachment.wrong-hash', 'the chunks are another file');
      return { isWhole: taken === 'whole' };
    });

    app.post(FETCH_PATH, async (request) => {
      const principal = principalOf(request);
      const { id, no } = parseBody(fetchRequest, request.body);
      const chunk = await store.withTenant(principal.actor.tenantId, async (tx) =>
        readChunk(tx, await readable(tx, principal, id), no),
      );
      return { base64: chunk.toString('base64') };
    });
  },
  parts({ store, clock, onError }) {
    const rounds = createTenantRounds({
      ...{ store, onError, everyMs: ROUND_MS },
      round: forEachTenant(async (tenantId) => {
        await store.withTenant(tenantId, (tx) => sweepFiles(tx, clock.now()));
      }),
    });
    return { services: [rounds] };
  },
};
