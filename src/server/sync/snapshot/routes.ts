import { open } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';
import { principalOf } from '#server/auth/authenticate.ts';
import type { FindPrincipal } from '#server/auth/authenticate.ts';
import type { Principal } from '#server/auth/principal.ts';
import { isUnrestricted } from '#server/auth/visible.ts';
import { parseBody } from '#server/http/body.ts';
import { refusal } from '#server/http/refusal.ts';
import { messageOf } from '#shared/kernel/app-error.ts';
import { paths, snapshotRequest } from '#shared/sync/protocol.ts';
import { scopeKeyOf } from '../sync-client.ts';
import { offerSnapshot } from './offer.ts';
import type { SnapshotDeps } from './offer.ts';
import { sendRange } from './send-range.ts';
import type { SnapshotFiles } from './snapshot-files.ts';
import { findFile } from './snapshot-rows.ts';

export interface SnapshotRouteDeps extends SnapshotDeps {
  readonly files: Pick<SnapshotFiles, 'path'>;
  readonly find: FindPrincipal;
  /** Monotonic, ms. */
  readonly now: () => number;
}

/** So often it is asked whether a download may go on: one over a slow line takes minutes. */
const LOOK_MS = 1_000;

/** Behind authenticate. */
export function snapshotRoutes(app: FastifyInstance, deps: SnapshotRouteDeps): void {
  app.post(paths.snapshot, async (request) =>
    offerSnapshot(principalOf(request), parseBody(snapshotRequest, request.body), deps),
  );

  app.get<{ Params: { id: string } }>(`${paths.snapshotFile}/:id`, async (request, reply) => {
    const principal = principalOf(request);
    const { actor, scopeIds } = principal;
    if (!isUnrestricted(principal)) throw refusal(404, 'snapshot.gone', 'there is no such snapshot any more');
    const { id } = request.params;
    const found = await deps.store.withTenant(actor.tenantId, (tx) => findFile(tx, id, scopeKeyOf(scopeIds)));
    if (!found) throw refusal(404, 'snapshot.gone', 'there is no such snapshot any more');
    const range = parseRange(request.headers.range, found.bytes);
    if (range === 'unsatisfiable') {
      void reply.header('content-range', `bytes */${found.bytes}`);
      throw refusal(416, 'snapshot.bad-range', 'not a range of this file');
    }
    const path = await deps.files.path(actor.tenantId, id, found.bytes);
    const file = await open(path);
    const bytes = range.end - range.start + 1;
    void reply.headers({
      'content-type': 'application/octet-stream',
      'accept-ranges': 'bytes',
      'cache-control': 'no-store',
      etag: `"${found.sha256}"`,
      'content-length': bytes,
    });
    if (range.isPart) {
      void reply.code(206).header('content-range', `bytes ${range.start}-${range.end}/${found.bytes}`);
    }
    try {
      // A stream would have memory of its own for every portion; see send-range.ts.
      reply.hijack();
      for (const [name, value] of Object.entries(reply.getHeaders())) {
        if (value !== undefined) reply.raw.setHeader(name, value);
      }
      await sendRange(
        file,
        range.start,
        request.method === 'HEAD' ? 0 : bytes,
        reply.raw,
        stillMay(principal, deps),
      );
    } catch (error) {
      // The status is on its way: whoever gets too few bytes asks for the rest.
      request.log.info({ detail: messageOf(error) }, 'a snapshot was not sent to its end');
    } finally {
      await file.close();
    }
  });
}

/** false from when the session has ended, or sees other rows than the file was made of. */
function stillMay(
  { session, scopeIds }: Principal,
  { find, now }: Pick<SnapshotRouteDeps, 'find' | 'now'>,
): () => Promise<boolean> {
  let lookedAt = now();
  return async () => {
    if (now() - lookedAt < LOOK_MS) return true;
    lookedAt = now();
    const found = await find(session);
    if (typeof found === 'string' || found.must.length > 0) return false;
    return isUnrestricted(found) && scopeKeyOf(found.scopeIds) === scopeKeyOf(scopeIds);
  };
}

export interface ByteRange {
  readonly start: number;
  /** Inclusive. */
  readonly end: number;
  readonly isPart: boolean;
}

/** One range from a start; what else RFC 9110 allows is answered with the whole file, as it permits. */
export function parseRange(header: string | undefined, bytes: number): ByteRange | 'unsatisfiable' {
  const whole = { start: 0, end: bytes - 1, isPart: false };
  const [, from, to = ''] = /^bytes=(\d{1,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (from === undefined) return whole;
  const start = Number(from);
  const end = to === '' ? bytes - 1 : Math.min(Number(to), bytes - 1);
  if (to !== '' && Number(to) < start) return whole;
  return start > end ? 'unsatisfiable' : { start, end, isPart: true };
}
