import type { FastifyInstance } from 'fastify';
import { principalOf } from '#server/auth/authenticate.ts';
import { acceptGzip } from '#server/http/accept-gzip.ts';
import { parseBody } from '#server/http/body.ts';
import {
  checksumRequest,
  MAX_PUSH_BYTES,
  PAGE_END_HEADER,
  paths,
  pullRequest,
  pushRequest,
  rangeRequest,
} from '#shared/sync/protocol.ts';
import type { Outcome } from '#shared/sync/protocol.ts';
import type { ChangeNotifier } from './change-notifier.ts';
import { checksums, rowsOfRange } from './checksum.ts';
import type { HintHub } from './hint-hub.ts';
import { pageEnd } from './page-end.ts';
import type { Pull, PullDeps } from './pull.ts';
import { push } from './push.ts';
import type { PushDeps } from './push.ts';
import type { Retention } from './retention.ts';
import { snapshotRoutes } from './snapshot/routes.ts';
import type { SnapshotRouteDeps } from './snapshot/routes.ts';

export interface SyncDeps extends PullDeps, PushDeps {
  readonly tables: PullDeps['tables'];
  readonly notifier: ChangeNotifier;
  /** The one that answers standing pulls as well. */
  readonly pull: Pull;
  readonly hub: HintHub;
  readonly retention?: Retention;
  /** Absent: desks are fed by pages alone. */
  readonly snapshots?: SnapshotRouteDeps;
  /** After the commit. */
  readonly onDecided?: (outcomes: readonly Outcome['outcome'][]) => void;
}

/** Around the commands, whose size alone MAX_PUSH_BYTES limits. */
const ENVELOPE_BYTES = 4096;

/** Behind authenticate. */
export function syncRoutes(app: FastifyInstance, deps: SyncDeps): void {
  acceptGzip(app);

  app.post(paths.push, { bodyLimit: MAX_PUSH_BYTES + ENVELOPE_BYTES }, async (request) => {
    const principal = principalOf(request);
    const body = parseBody(pushRequest, request.body);
    const { tenantId } = principal.actor;
    const { reply, ver, decided } = await deps.store.withTenant(tenantId, (tx) =>
      push(tx, principal, body, deps),
    );
    if (ver !== undefined) deps.notifier.publish({ tenantId, ver });
    if (decided) deps.onDecided?.(decided);
    return reply;
  });

  app.post(paths.pull, async (request, response) => {
    const principal = principalOf(request);
    deps.retention?.note(principal.actor.tenantId);
    const body = parseBody(pullRequest, request.body);
    const reply = await deps.pull(principal, body);
    const end = pageEnd(body, reply);
    if (end !== undefined) void response.header(PAGE_END_HEADER, end);
    return reply;
  });

  app.post(paths.checksum, async (request) =>
    checksums(principalOf(request), parseBody(checksumRequest, request.body), deps),
  );

  app.post(paths.range, async (request) =>
    rowsOfRange(principalOf(request), parseBody(rangeRequest, request.body), deps),
  );

  if (deps.snapshots) snapshotRoutes(app, deps.snapshots);

  app.get(paths.hints, { websocket: true }, (socket, request) => deps.hub.add(socket, principalOf(request)));
}
