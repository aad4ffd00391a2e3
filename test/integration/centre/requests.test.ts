import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { READY_PATH } from '#server/http/health.ts';
import { LEASE_PATH, leaseReply } from '#shared/features/tickets/lease.ts';
import { errorReply, paths, WIRE_SCHEMA } from '#shared/sync/protocol.ts';
import { startRig } from './rig.ts';
import type { Rig } from './rig.ts';
import { ALL_TABLES, codeOf, newId, person, post } from './test-desk.ts';
import type { Answer, TestDesk } from './test-desk.ts';

let rig: Rig;
let desk: TestDesk;

beforeAll(async () => {
  rig = await startRig();
  desk = await rig.desk(rig.nadine);
});
afterAll(() => rig?.stop());

/** Whatever comes: an answer of the protocol, or a refusal in its shape; never a fault of ours. */
function expectSane({ status, body }: Answer): void {
  expect(status).toBeLessThan(500);
  if (status >= 400) expect(errorReply.safeParse(body).success).toBe(true);
}

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', '\0', '\ud800', "'; DROP TABLE party; --", '__proto__'),
);
const value = fc.oneof(fc.jsonValue({ stringUnit: 'binary' }), text);
const number = fc.oneof(fc.nat(), fc.constantFrom(-1, 0.5, 2 ** 53, 1e300), fc.maxSafeInteger());
const name = fc.oneof(
  text,
  fc.constantFrom(
    'party.create',
    'party.rename',
    'contact.add',
    'link.add',
    'task.create',
    'ticket.set-state',
  ),
);
const almost = <T>(usual: fc.Arbitrary<T>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 9, arbitrary: usual }, value);

const pushBody = fc.record({
  client: almost(fc.oneof(fc.uuid(), text)),
  epoch: almost(fc.constant(null)),
  schema: almost(fc.constant(WIRE_SCHEMA)),
  commands: almost(
    fc.array(
      fc.record({
        mid: almost(fc.integer({ min: 0, max: 3 })),
        name: almost(name),
        args: fc.oneof(
          value,
          fc.record({
            id: almost(fc.uuid()),
            name: almost(text),
            sortName: almost(text),
            raw: text,
            title: text,
          }),
          fc.record({
            id: fc.uuid(),
            from: fc.record({ type: fc.constant('party'), id: fc.uuid() }),
            to: fc.record({ type: fc.constant('party'), id: fc.uuid() }),
          }),
        ),
        base: almost(
          fc.array(
            fc.record({
              tbl: text,
              pk: fc.oneof(fc.uuid(), text),
              ver: fc.nat(),
              fields: fc.dictionary(text, value),
            }),
            { maxLength: 3 },
          ),
        ),
        at: almost(number),
        schema: almost(fc.constant(WIRE_SCHEMA)),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  ),
});

const pullBody = fc.record({
  client: almost(fc.oneof(fc.uuid(), text)),
  epoch: almost(fc.constant(null)),
  schema: almost(number),
  cursor: almost(fc.oneof(fc.constant(0), number)),
  tables: almost(fc.array(fc.oneof(text, fc.constantFrom(...ALL_TABLES)), { maxLength: 5 })),
});

const loginBody = fc.record({
  tenant: almost(text),
  login: almost(text),
  password: almost(text),
  device: almost(text),
});

describe('anything at all', () => {
  it.each([
    ['push', paths.push, pushBody, 250],
    ['pull', paths.pull, pullBody, 250],
    ['lease', LEASE_PATH, fc.record({ count: almost(number) }), 100],
    // Each one that is understood costs an argon2.
    ['login', paths.login, loginBody, 40],
  ] as const)(
    'as a body of %s is answered or refused',
    async (_what, path, body: fc.Arbitrary<unknown>, numRuns) => {
      await fc.assert(
        fc.asyncProperty(fc.oneof({ weight: 5, arbitrary: body }, value), async (sent) => {
          expectSane(await desk.post(path, sent));
        }),
        { numRuns },
      );
    },
  );

  it('that is no JSON is refused, with and without a session', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.values(paths), LEASE_PATH),
        text,
        fc.boolean(),
        async (path, sent, known) => {
          expectSane(await post(rig.url, path, sent, known ? desk.session.token : undefined));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('left the centre able to work', async () => {
    const one = await rig.desk(rig.mehmet);
    await one.pull();
    expect(one.position.cursor).toBeGreaterThan(0);
  });
});

describe('requests', () => {
  it("are refused in the protocol's shape", async () => {
    const broken = await post(rig.url, paths.login, '{');
    expect([broken.status, codeOf(broken)]).toEqual([400, 'request.malformed']);
    const lost = await post(rig.url, '/api/nowhere', {});
    expect([lost.status, codeOf(lost)]).toEqual([404, 'request.not-found']);
    const typed = await fetch(new URL(paths.login, rig.url), {
      method: 'POST',
      body: new Uint8Array([1]),
      headers: { 'content-type': 'image/png' },
    });
    expect(errorReply.parse(await typed.json()).error.code).toBe('request.media-type');
    expect(typed.headers.get('content-security-policy')).toContain("default-src 'self'");
  });

  it('of a monitor are answered without a session', async () => {
    for (const [path, answer] of [
      [paths.health, { live: true }],
      [READY_PATH, { ready: true }],
    ] as const) {
      const response = await fetch(new URL(path, rig.url));
      expect([response.status, await response.json()]).toEqual([200, answer]);
    }
  });
});

describe('ticket numbers', () => {
  it('are leased in blocks that never overlap, however many ask at once', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => desk.post(LEASE_PATH, { count: 7 })));
    const leases = answers.map(({ body }) => leaseReply.parse(body));
    const serials = leases.flatMap(({ from, to }) =>
      Array.from({ length: to - from + 1 }, (_, index) => from + index),
    );
    expect(serials).toHaveLength(84);
    expect(new Set(serials).size).toBe(84);
    expect(new Set(leases.map(({ year }) => year))).toEqual(new Set([new Date().getUTCFullYear()]));
  });

  it.each([0, 51, -1, 1.5, '7', null])('are not leased by %j', async (count) => {
    expect(codeOf(await desk.post(LEASE_PATH, { count }))).toBe('request.invalid');
  });
});

describe('administration', () => {
  it("runs commands in somebody's name, all or none", async () => {
    const as = { tenant: 'kv', userId: rig.birgit.userId };
    const link = (id: string) => ({
      name: 'link.add',
      args: { id, from: { type: 'party', id: newId() }, to: { type: 'party', id: newId() } },
    });
    const [kept, undone] = [newId(), newId()];
    await rig.centre.admin.execute(as, [link(kept)]);
    const refused = rig.centre.admin.execute(as, [link(undone), { name: 'link.add', args: {} }]);
    await expect(refused).rejects.toMatchObject({ code: 'command.bad-arguments' });
    await desk.pull();
    expect([desk.rows.has(`link/${kept}`), desk.rows.has(`link/${undone}`)]).toEqual([true, false]);
  });

  it('acts on the rows as they are', async () => {
    const as = { tenant: 'kv', userId: rig.birgit.userId };
    const party = person('vorher');
    await rig.centre.admin.execute(as, [
      { name: 'party.create', args: party },
      { name: 'party.rename', args: { id: party.id, name: 'nachher', sortName: 'nachher' } },
    ]);
    await desk.pull();
    expect(desk.rows.get(`party/${party.id}`)).toMatchObject({ name: 'nachher' });
  });
});
