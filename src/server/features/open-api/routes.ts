import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { parseBody } from '#server/http/body.ts';
import { refusal } from '#server/http/refusal.ts';
import type { CentrePorts } from '#server/server-feature.ts';
import { idSchema } from '#shared/kernel/ref.ts';
import { digestOfRequest } from './answers.ts';
import { callerOf, createAuthenticateProgram, requireRight } from './caller.ts';
import { describeApi } from './openapi.ts';
import { API_PATH, DOCUMENT_PATH, operationsOf } from './operations.ts';
import type { Operation } from './operations.ts';
import { PROBLEM_TYPE, replyNoSuchPath, replyWithProblem } from './problem.ts';
import { readList, readOne } from './read.ts';
import { isNew, writeAs } from './write.ts';

export type ApiDeps = Pick<CentrePorts, 'store' | 'clock' | 'commands' | 'notifier' | 'resources' | 'newId'>;

type Request = FastifyRequest<{ Params: { id?: string } }>;

const KEY = /^[\x21-\x7e]{1,255}$/;

/** Open to whoever bears a token of the tenant; the description to everybody. */
export function apiRoutes(app: FastifyInstance, deps: ApiDeps): void {
  const operations = operationsOf(deps.resources);
  const document = describeApi(operations);
  void app.register(
    async (scope) => {
      scope.setErrorHandler((error, request, reply) => replyWithProblem(error, request, reply));
      scope.setNotFoundHandler(replyNoSuchPath);
      scope.get(DOCUMENT_PATH, async () => document);
      await scope.register(async (inner) => programRoutes(inner, operations, deps));
    },
    { prefix: API_PATH },
  );
}

function programRoutes(app: FastifyInstance, operations: readonly Operation[], deps: ApiDeps): void {
  app.addHook('onRequest', createAuthenticateProgram(deps));
  const count = app.createRateLimit({
    max: (request) => callerOf(request).perMinute,
    timeWindow: 60_000,
    keyGenerator: (request) => callerOf(request).actor.userId,
    // Also of a program on this machine.
    allowList: [],
  });
  app.addHook('preHandler', async (request) => {
    const counted = await count(request);
    if (counted.isAllowed || !counted.isExceeded) return;
    const seconds = counted.ttlInSeconds;
    throw refusal(429, 'request.too-many', 'too many requests with this token', { seconds });
  });
  for (const operation of operations) {
    app.route({
      method: operation.method,
      url: operation.path.replace('{id}', ':id'),
      handler: async (request: Request, reply) => {
        await requireRight(request, operation.right, deps);
        switch (operation.kind) {
          case 'list':
            return list(request, operation, deps);
          case 'read':
            return read(request, reply, operation, deps);
          case 'write':
            return write(request, reply, operation, deps);
        }
      },
    });
  }
}

async function list(request: Request, { resource, query }: Operation, { store }: ApiDeps): Promise<object> {
  const caller = callerOf(request);
  const asked = query ? parseBody(query, request.query) : {};
  return store.withSnapshot(caller.actor.tenantId, (tx) => readList(tx, caller, resource, asked));
}

async function read(
  request: Request,
  reply: FastifyReply,
  { resource }: Operation,
  { store }: ApiDeps,
): Promise<object> {
  const caller = callerOf(request);
  const id = parseBody(idSchema, request.params.id);
  const found = await store.withSnapshot(caller.actor.tenantId, (tx) => readOne(tx, caller, resource, id));
  if (!found) throw refusal(404, 'row.gone', `no ${resource.type} ${id}`);
  void reply.header('etag', `"${String(found['ver'])}"`);
  return found;
}

async function write(
  request: Request,
  reply: FastifyReply,
  { resource, write: what, body: schema }: Operation,
  deps: ApiDeps,
): Promise<object> {
  if (!what) throw new Error('an operation that writes nothing');
  const { store, clock, notifier, newId } = deps;
  const caller = callerOf(request);
  const { tenantId, userId: tokenId } = caller.actor;
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || !KEY.test(key))
    throw refusal(400, 'idempotency.missing', 'a write has an Idempotency-Key of 1 to 255 characters');
  const { id: wanted, ...body } = schema ? parseBody(schema, request.body) : {};
  const makes = isNew({ write: what });
  const id = makes ? (typeof wanted === 'string' ? wanted : newId()) : parseBody(idSchema, request.params.id);
  const seenVer = makes ? undefined : seenVerOf(request);
  // Not the id the centre gives: a repetition would be given another one.
  const digest = digestOfRequest(request.method, request.url, seenVer ?? null, request.body ?? null);
  const { answer, isRepeated, ver } = await store.withTenant(tenantId, (tx) =>
    writeAs(
      tx,
      {
        ...{ caller, resource, write: what, id, body, tokenId, key, digest },
        now: clock.now(),
        ...(seenVer !== undefined && { seenVer }),
      },
      deps,
    ),
  );
  if (ver !== undefined) notifier.publish({ tenantId, ver });
  if (isRepeated) void reply.header('idempotent-replayed', 'true');
  void reply.code(answer.status);
  if (answer.status >= 400) return reply.type(PROBLEM_TYPE).send(JSON.stringify(answer.body));
  if (answer.status === 201)
    void reply.header('location', `${API_PATH}/${resource.name}/${String(answer.body['id'])}`);
  void reply.header('etag', `"${String(answer.body['ver'])}"`);
  return answer.body;
}

/** Throws a refusal 428 `row.ver-missing`: nothing is overwritten that was not seen. */
function seenVerOf({ headers, query }: Request): number {
  const given = /^(?:W\/)?"(\d{1,15})"$/.exec(headers['if-match'] ?? '')?.[1];
  const inQuery = (query as Readonly<Record<string, unknown>>)['ver'];
  const text = given ?? (typeof inQuery === 'string' && /^\d{1,15}$/.test(inQuery) ? inQuery : undefined);
  if (text === undefined)
    throw refusal(428, 'row.ver-missing', 'say which version was seen: If-Match: "ver", or ?ver=');
  return Number(text);
}
