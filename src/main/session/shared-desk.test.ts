import { describe, expect, it } from 'vitest';
import { createCommandRunner } from '#main/commands/command-runner.ts';
import { DEFAULT_POLICY } from '#shared/auth/protocol.ts';
import { createCommandRegistry } from '#shared/commands/command.ts';
import { features } from '#shared/features.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import { paths } from '#shared/sync/protocol.ts';
import type { LoginReply } from '#shared/sync/protocol.ts';
import { CentreError } from '../sync/faults.ts';
import { createRecordedLog } from '#test/support/recorded-log.ts';
import { createSessionService } from './session-service.ts';
import { toCommandSession } from './session-views.ts';
import type { SessionService } from './session-service.ts';
import type { EndedSession } from './shared-desk.ts';

const CENTRE = 'http://127.0.0.1:4777';
const DAY_MS = 86_400_000;
const replyOf = (userId: string, sight: string | undefined = 'team'): LoginReply => ({
  token: `token-of-${userId}`,
  tenantId: 'kv',
  tenantName: 'KV Lindental e. V.',
  demo: true,
  userId,
  userName: userId,
  roles: ['agent'],
  scopeId: 'scope',
  policy: { ...DEFAULT_POLICY, ...(sight !== undefined && { sight }) },
});
const standing = { must: [], policy: { ...DEFAULT_POLICY, sight: 'team' }, roles: ['agent'] };

function setUp() {
  const stored = new Map<string, unknown>();
  const asked: string[] = [];
  const ended: EndedSession[] = [];
  const waiting = new Set<string>();
  const refused = new Map<string, CentreError>();
  const desk = {
    isShared: true,
    holder: null as string | null,
    now: 1_000,
    sights: new Map<string, string>(),
  };
  const log = createRecordedLog();
  const open = (): SessionService =>
    createSessionService({
      local: {
        get: (key) => stored.get(key),
        set: (key, value) => void (value === null ? stored.delete(key) : stored.set(key, value)),
      },
      client: ({ token }) => ({
        postForPacked: () => {
          throw new Error('not asked for');
        },
        fetchRange: () => {
          throw new Error('not asked for');
        },
        post: async (path, body, schema) => {
          const { login } = (body ?? {}) as { readonly login?: string };
          asked.push(`${path} ${token ?? login ?? ''}`);
          const fault = refused.get(token ?? '');
          if (fault) throw fault;
          if (path !== paths.login) return schema.parse(path === paths.logout ? {} : standing);
          return schema.parse(replyOf(login ?? '', desk.sights.get(login ?? '') ?? 'team'));
        },
      }),
      admit: ({ userId }) => {
        desk.holder ??= userId;
      },
      keeps: () => desk.isShared,
      holder: () => desk.holder,
      isWaiting: (userId) => waiting.has(userId),
      now: () => desk.now,
      device: 'PC-7',
      log,
    });
  const service = open();
  service.onEnded((one) => ended.push(one));
  const signIn = (login: string) =>
    service.signIn({ centre: CENTRE, tenant: 'kv', login, password: 'geheim' });
  return { desk, service, signIn, open, asked, ended, waiting, refused, stored };
}

const code = (of: string) => expect.objectContaining({ code: of });
const refusalOf = (service: SessionService, userId: string) =>
  service.kept().find((person) => person.userId === userId)?.refusal;

describe('a desk that several share', () => {
  it('keeps everybody’s session, and lets each come back as themselves', async () => {
    const { service, signIn, open } = setUp();
    await signIn('nadine');
    service.rest();
    await signIn('mehmet');
    service.rest();
    expect(service.kept().map(({ userId }) => userId)).toEqual(['mehmet', 'nadine']);
    service.resume('nadine');
    expect(service.current()?.userId).toBe('nadine');
    expect(toCommandSession(service.required()).actor.userId).toBe('nadine');
    expect(
      open()
        .kept()
        .map(({ userId }) => userId),
    ).toEqual(['nadine', 'mehmet']);
  });

  it('refuses every command while nobody is on duty, and says what to do', async () => {
    const { service, signIn } = setUp();
    await signIn('nadine');
    service.rest();
    const commands = features.flatMap((feature) => feature.commands);
    const runner = createCommandRunner({
      replica: {
        transact: () => {
          throw new Error('nothing is written');
        },
      },
      registry: createCommandRegistry(commands),
      clock: { now: () => 1 },
      session: () => toCommandSession(service.required()),
    });
    expect(commands.length).toBeGreaterThan(50);
    for (const { name } of commands)
      expect(() => runner.run(name, {}), name).toThrow(code('duty.nobody-on-duty'));
    service.resume('nadine');
    expect(() => runner.run('duty.begin', {})).toThrow(code('command.bad-arguments'));
  });

  it('speaks in the name of whoever wrote what is to be sent, else of who is here, else of who was', async () => {
    const { service, signIn } = setUp();
    expect(service.speaker()).toBeNull();
    await signIn('nadine');
    service.rest();
    await signIn('mehmet');
    expect(service.speaker('nadine')?.token).toBe('token-of-nadine');
    expect(service.speaker()?.token).toBe('token-of-mehmet');
    expect(service.speaker('a-stranger')?.token).toBe('token-of-mehmet');
    service.rest();
    expect(service.speaker()?.token).toBe('token-of-mehmet');
    expect(service.sharesWith(replyOf('birgit'))).toEqual(['mehmet', 'nadine']);
    expect(service.sharesWith(replyOf('birgit', 'other'))).toEqual([]);
  });

  it('lets nobody in who would see other data than lies here, nor where that is not known', async () => {
    const { desk, service, signIn } = setUp();
    desk.sights.set('birgit', 'more');
    await signIn('nadine');
    service.rest();
    await signIn('birgit');
    service.rest();
    expect(refusalOf(service, 'birgit')).toBe('duty.other-sight');
    expect(() => service.resume('birgit')).toThrow(code('duty.other-sight'));
    expect(refusalOf(service, 'nadine')).toBeNull();
    // Birgit's rows are here now.
    desk.holder = 'birgit';
    expect(() => service.resume('nadine')).toThrow(code('duty.other-sight'));
    service.resume('birgit');
  });

  it('asks for the password after the lease, after wrong tries, and of whoever never signed in here', async () => {
    const { service, signIn } = setUp();
    await signIn('nadine');
    service.rest();
    await signIn('mehmet');
    service.askPassword('nadine');
    service.rest();
    expect(() => service.resume('nadine')).toThrow(code('duty.password-asked'));
    expect(() => service.resume('tobias')).toThrow(code('duty.password-asked'));
    service.lock('lease');
    expect(() => service.resume('mehmet')).toThrow(code('duty.password-asked'));
    // Their work is sent all the same.
    expect(service.speaker('nadine')?.userId).toBe('nadine');
    await signIn('nadine');
    service.rest();
    service.resume('nadine');
  });

  it('forgets whoever the centre has shut out, as soon as it hears of it', async () => {
    const { service, signIn, refused, ended } = setUp();
    await signIn('nadine');
    service.rest();
    await signIn('mehmet');
    refused.set('token-of-nadine', new CentreError(401, 'session.revoked', 'signed out by somebody'));
    await service.checkKept();
    expect(ended).toEqual([{ userId: 'nadine', code: 'session.revoked' }]);
    service.rest();
    expect(service.kept().map(({ userId }) => userId)).toEqual(['mehmet']);
    expect(() => service.resume('nadine')).toThrow(code('duty.password-asked'));
  });

  it('keeps everybody where the centre is away', async () => {
    const { service, signIn, refused, ended } = setUp();
    await signIn('nadine');
    service.rest();
    await signIn('mehmet');
    refused.set('token-of-nadine', new CentreError(503, 'centre.busy', 'not now'));
    await service.checkKept();
    expect([ended, service.kept().length]).toEqual([[], 2]);
  });

  it('forgets whoever has not come for two weeks, instead of keeping their session alive', async () => {
    const { desk, service, signIn, asked } = setUp();
    await signIn('nadine');
    service.rest();
    desk.now += 15 * DAY_MS;
    await signIn('mehmet');
    await service.checkKept();
    expect(service.kept().map(({ userId }) => userId)).toEqual(['mehmet']);
    expect(asked).toContain(`${paths.logout} token-of-nadine`);
  });

  it('ends a session that signs out once the centre has its work, not before', async () => {
    const { service, signIn, asked, waiting } = setUp();
    await signIn('nadine');
    waiting.add('nadine');
    await service.signOut();
    expect([service.current(), service.kept()]).toEqual([null, []]);
    expect(asked).not.toContain(`${paths.logout} token-of-nadine`);
    expect(service.speaker('nadine')?.userId).toBe('nadine');
    expect(() => service.required()).toThrow(code('session.none'));
    waiting.clear();
    await service.letGo();
    expect(asked).toContain(`${paths.logout} token-of-nadine`);
    expect(service.speaker('nadine')).toBeNull();
  });

  it('tells that somebody leaves while they still can write', async () => {
    const { service, signIn } = setUp();
    const seen: unknown[] = [];
    service.onLeaving(() => seen.push(service.current()?.userId));
    await signIn('nadine');
    service.rest();
    await signIn('mehmet');
    await signIn('nadine');
    await service.signOut();
    expect(seen).toEqual(['nadine', 'mehmet', 'nadine']);
  });

  it('that ceases to be shared keeps whoever is here, and nobody else', async () => {
    const { desk, service, signIn, asked } = setUp();
    await signIn('nadine');
    service.rest();
    await signIn('mehmet');
    desk.isShared = false;
    await service.settleKeeping();
    expect(service.current()?.userId).toBe('mehmet');
    expect(service.kept()).toEqual([]);
    expect(asked).toContain(`${paths.logout} token-of-nadine`);
    expect(() => service.rest()).toThrow(code('session.none'));
  });

  it('begins with whoever is here when it becomes one', async () => {
    const { desk, service, signIn } = setUp();
    desk.isShared = false;
    await signIn('nadine');
    expect(() => service.rest()).toThrow(AppError);
    desk.isShared = true;
    await service.settleKeeping();
    service.rest();
    service.resume('nadine');
    expect(service.current()?.userId).toBe('nadine');
  });
});
