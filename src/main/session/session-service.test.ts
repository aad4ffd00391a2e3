import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/kernel/app-error.ts';
import { paths } from '#shared/sync/protocol.ts';
import type { LoginReply } from '#shared/sync/protocol.ts';
import { createRecordedLog } from '#test/support/recorded-log.ts';
import { createSessionService } from './session-service.ts';
import { toCommandSession } from './session-views.ts';

const CENTRE = 'http://127.0.0.1:4777';
const reply: LoginReply = {
  token: 'token-1',
  tenantId: 'kv',
  tenantName: 'KV Lindental e. V.',
  demo: true,
  userId: 'nadine',
  userName: 'Nadine Kröger',
  roles: ['agent'],
  scopeId: 'scope',
};
const credentials = { centre: CENTRE, tenant: 'kv', login: 'nadine', password: 'geheim' };

function setUp({ admit = () => {} }: { admit?: () => void } = {}) {
  const kept = new Map<string, unknown>();
  const asked: { readonly path: string; readonly token: string | undefined; readonly body: unknown }[] = [];
  const answers: (() => unknown)[] = [];
  const log = createRecordedLog();
  const open = () =>
    createSessionService({
      local: {
        get: (key) => kept.get(key),
        set: (key, value) => void (value === null ? kept.delete(key) : kept.set(key, value)),
      },
      client: ({ url, token }) => ({
        postForPacked: () => {
          throw new Error('not asked for');
        },
        fetchRange: () => {
          throw new Error('not asked for');
        },
        post: async (path, body, schema) => {
          expect(url).toBe(CENTRE);
          asked.push({ path, token, body });
          return schema.parse((answers.shift() ?? (() => (path === paths.login ? reply : {})))());
        },
      }),
      admit,
      now: () => 1_000,
      device: 'PC-7',
      log,
    });
  return { kept, asked, answers, log, open, service: open() };
}

const offline = () => {
  throw new AppError('centre.offline', 'no line');
};

describe('the session', () => {
  it('is nobody’s at first', () => {
    const { service } = setUp();
    expect([service.current(), service.stored()]).toEqual([null, null]);
    expect(() => service.required()).toThrow(expect.objectContaining({ code: 'session.none' }));
  });

  it('begins with a sign-in, survives a restart, and shows no token', async () => {
    const { service, open, asked } = setUp();
    const told: unknown[] = [];
    service.onChange((session) => told.push(session?.userId));
    const session = await service.signIn(credentials);
    expect(session).toEqual({
      tenantName: 'KV Lindental e. V.',
      demo: true,
      userId: 'nadine',
      userName: 'Nadine Kröger',
      roles: ['agent'],
    });
    expect(asked).toEqual([
      {
        path: paths.login,
        token: undefined,
        body: { tenant: 'kv', login: 'nadine', password: 'geheim', device: 'PC-7' },
      },
    ]);
    expect(told).toEqual(['nadine']);
    expect(open().current()).toEqual(session);
    expect(toCommandSession(open().required())).toEqual({
      actor: { tenantId: 'kv', userId: 'nadine', roles: ['agent'] },
      scopeId: 'scope',
    });
  });

  it('keeps no password', async () => {
    const { service, kept } = setUp();
    await service.signIn(credentials);
    expect(JSON.stringify([...kept])).not.toContain('geheim');
  });

  it('does not begin when the centre refuses or is away', async () => {
    const { service, answers, kept } = setUp();
    answers.push(offline);
    await expect(service.signIn(credentials)).rejects.toMatchObject({ code: 'centre.offline' });
    expect([service.current(), kept.size]).toEqual([null, 0]);
  });

  it('does not begin on a desk that holds somebody else’s data; the centre forgets it again', async () => {
    const { service, asked, kept } = setUp({
      admit: () => {
        throw new AppError('replica.other-tenant', 'belongs to another tenant');
      },
    });
    await expect(service.signIn(credentials)).rejects.toMatchObject({ code: 'replica.other-tenant' });
    expect([service.current(), kept.size]).toEqual([null, 0]);
    expect(asked.map(({ path, token }) => [path, token])).toEqual([
      [paths.login, undefined],
      [paths.logout, 'token-1'],
    ]);
  });

  it('of before ends when the next one begins', async () => {
    const { service, answers, asked } = setUp();
    await service.signIn(credentials);
    answers.push(() => ({ ...reply, token: 'token-2' }));
    await service.signIn(credentials);
    expect(asked.at(-1)).toMatchObject({ path: paths.logout, token: 'token-1' });
    expect(service.stored()?.token).toBe('token-2');
  });

  it('ends here at once, also offline, and there when it can', async () => {
    const { service, answers, asked, log, kept } = setUp();
    await service.signIn(credentials);
    answers.push(offline);
    const told: unknown[] = [];
    service.onChange((session) => told.push(session));
    await service.signOut();
    expect(asked.at(-1)).toMatchObject({ path: paths.logout, token: 'token-1' });
    expect([service.current(), told, kept.size]).toEqual([null, [null], 0]);
    expect(log.lines).toEqual(['info the centre was not told of the sign-out']);
    await service.signOut();
    expect(asked).toHaveLength(2);
  });

  it.each([null, 'x', {}, { ...reply, centre: 'nowhere' }, { ...reply, centre: CENTRE, roles: ['king'] }])(
    'stored as %j is none',
    (stored) => {
      const { kept, open } = setUp();
      kept.set('session', stored);
      expect(open().current()).toBeNull();
    },
  );
});
