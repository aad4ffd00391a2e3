import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLES } from '#shared/access/access.ts';
import { policyPapersReply } from '#shared/auth/policy-paper.ts';
import { accountPaths, standingReply } from '#shared/auth/protocol.ts';
import {
  ADMINISTRATION_PATH,
  administrationRequests,
  administrationRights,
  houseSettings,
  papersReply,
  passwordReply,
  scopesReply,
  usersReply,
} from '#shared/features/administration/requests.ts';
import type { AdministrationAct } from '#shared/features/administration/requests.ts';
import { loginReply, paths } from '#shared/sync/protocol.ts';
import { createScope } from '#server/sync/scope-commands.ts';
import { runOn } from '#test/support/postgres.ts';
import { PASSWORD, startRig } from './rig.ts';
import type { Rig } from './rig.ts';
import { codeOf, post } from './test-desk.ts';
import type { Answer } from './test-desk.ts';

/* What administrators do from their desks, on a real centre. */

let rig: Rig;
let now = Date.now();
beforeAll(async () => {
  rig = await startRig({ clock: { now: () => now }, hintTimes: { pollMs: 600_000, pingMs: 600_000 } });
});
afterAll(() => rig?.stop());

const login = (who: string, password = PASSWORD): Promise<Answer> =>
  post(rig.url, paths.login, { tenant: 'kv', login: who, password, device: `PC ${who}` });
const signIn = async (who: string, password = PASSWORD) =>
  loginReply.parse((await login(who, password)).body);
const ask = (path: string, token: string, body: object = {}): Promise<Answer> =>
  post(rig.url, path, body, token);
const administer = (act: AdministrationAct, token: string, body: object = {}): Promise<Answer> =>
  ask(`${ADMINISTRATION_PATH}/${act}`, token, body);
const usersSeenBy = async (token: string) => usersReply.parse((await administer('users', token)).body).users;
const audited = async (): Promise<readonly string[]> =>
  (
    await runOn<{ what: string; actor: string | null; subject: string | null }>(
      rig.databaseUrl,
      'SELECT what, actor, subject FROM audit_log',
    )
  ).map(({ what, actor, subject }) => `${what} ${actor ?? '-'} ${subject ?? '-'}`);

describe('who may administer', () => {
  it('is told by the rights alone, for every act and role, and what is refused is written down', async () => {
    for (const role of ROLES) {
      const who = `nur-${role}`;
      const { userId } = await rig.centre.admin.createUser({
        ...{ tenant: 'kv', login: who, name: `Nur ${role}`, roles: [role], password: PASSWORD },
      });
      const { token } = await signIn(who);
      for (const act of Object.keys(administrationRequests) as AdministrationAct[]) {
        // Nothing an act could do: whoever may gets as far as the look at the request.
        const answer = await administer(act, token, { userId: '-', roles: 'x', leaseDays: 'x' });
        const may = (administrationRights[act] as readonly string[]).includes(role);
        expect([role, act, answer.status === 403]).toEqual([role, act, !may]);
        if (!may) expect(codeOf(answer)).toBe('access.denied');
        if (!may) expect(await audited()).toContain(`access.denied ${userId} ${ADMINISTRATION_PATH}/${act}`);
      }
    }
  });
});

describe('people', () => {
  it('get an account with a first password that opens nothing but the choice of another', async () => {
    const { token, userId } = await signIn('birgit');
    const petra = { login: 'petra', name: 'Petra Sommer', roles: ['agent'], extension: '217', mail: null };
    const made = passwordReply.parse((await administer('create', token, petra)).body);
    expect(made.password).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/);
    const session = await signIn('petra', made.password);
    expect([session.userId, session.must, session.roles]).toEqual([made.userId, ['password'], ['agent']]);
    const staff = await runOn<{ name: string; extension: string }>(
      rig.databaseUrl,
      'SELECT name, extension FROM staff WHERE id = $1',
      [made.userId],
    );
    expect(staff).toEqual([{ name: 'Petra Sommer', extension: '217' }]);
    expect(await audited()).toContain(`account.created ${userId} ${made.userId}`);
    expect(codeOf(await administer('create', token, petra))).toBe('account.login-taken');
    expect(codeOf(await administer('create', token, { ...petra, login: 'mit leer' }))).toBe(
      'request.invalid',
    );
    expect((await usersSeenBy(token)).find(({ login: each }) => each === 'petra')).toMatchObject({
      ...{ name: 'Petra Sommer', disabled: false, mustChange: true, hasSecondFactor: false, devices: 1 },
    });
  });

  it('change roles, are closed and opened, and lose their devices at once', async () => {
    const [admin, mehmet] = [await signIn('birgit'), await signIn('mehmet')];
    const about = { userId: mehmet.userId };
    await administer('set-roles', admin.token, { ...about, roles: ['agent', 'steward'] });
    const standing = standingReply.parse((await ask(accountPaths.standing, mehmet.token)).body);
    expect(standing.roles).toEqual(['agent', 'steward']);
    await administer('sign-out-everywhere', admin.token, about);
    expect(codeOf(await ask(accountPaths.standing, mehmet.token))).toBe('session.revoked');
    const again = await signIn('mehmet');
    await administer('set-disabled', admin.token, { ...about, disabled: true });
    expect(codeOf(await ask(accountPaths.standing, again.token))).toBe('session.disabled');
    await administer('set-disabled', admin.token, { ...about, disabled: false });
    expect((await login('mehmet')).status).toBe(200);
    const given = passwordReply.parse((await administer('reset-password', admin.token, about)).body);
    expect((await login('mehmet')).status).toBe(401);
    expect((await signIn('mehmet', given.password)).must).toEqual(['password']);
    expect(codeOf(await administer('reset-second-factor', admin.token, { userId: rig.olga.userId }))).toBe(
      'user.unknown',
    );
    const log = await audited();
    for (const what of [
      'account.roles',
      'device.revoked',
      'account.disabled',
      'account.enabled',
      'password.set',
    ])
      expect(log).toContain(`${what} ${admin.userId} ${mehmet.userId}`);
  });

  it('get another name, in the account and among colleagues, and other scopes; both are written down', async () => {
    const admin = await signIn('birgit');
    const { userId } = await rig.centre.admin.createUser({
      ...{ tenant: 'kv', login: 'lena', name: 'Lena Berg', roles: ['agent'], password: PASSWORD },
    });
    const colleague = await rig.desk(rig.nadine);
    await colleague.pull();
    expect(colleague.rows.get(`staff/${userId}`)).toMatchObject({ name: 'Lena Berg' });
    expect((await administer('rename', admin.token, { userId, name: ' Lena Berg-Wolters ' })).status).toBe(
      200,
    );
    await colleague.pull();
    expect(colleague.rows.get(`staff/${userId}`)).toMatchObject({
      ...{ name: 'Lena Berg-Wolters', short_name: 'Berg-Wolters' },
    });
    expect((await signIn('lena')).userName).toBe('Lena Berg-Wolters');
    expect(codeOf(await administer('rename', admin.token, { userId, name: ' ' }))).toBe('request.invalid');
    expect(codeOf(await administer('rename', admin.token, { userId: rig.olga.userId, name: 'X' }))).toBe(
      'user.unknown',
    );

    const weidenau = 'weidenau';
    await rig.centre.admin.inTenant('kv', (tx) => createScope(tx, { id: weidenau, name: 'Weidenau', now }));
    const { scopes } = scopesReply.parse((await administer('scopes', admin.token)).body);
    expect(scopes).toContainEqual({ id: weidenau, name: 'Weidenau' });
    const lena = async () => (await usersSeenBy(admin.token)).find((each) => each.userId === userId);
    const home = (await lena())?.homeScopeId ?? '';
    await administer('set-scopes', admin.token, { userId, scopeIds: [weidenau, home] });
    expect(await lena()).toMatchObject({ homeScopeId: weidenau });
    expect((await lena())?.scopeIds.toSorted()).toEqual([weidenau, home].toSorted());
    expect((await signIn('lena')).scopeId).toBe(weidenau);
    await administer('set-scopes', admin.token, { userId, scopeIds: [home] });
    expect(await lena()).toMatchObject({ homeScopeId: home, scopeIds: [home] });
    const strange = await administer('set-scopes', admin.token, { userId, scopeIds: ['nirgends'] });
    expect(codeOf(strange)).toBe('scope.unknown');
    expect(codeOf(await administer('set-scopes', admin.token, { userId, scopeIds: [] }))).toBe(
      'request.invalid',
    );
    // Renamed once, moved twice; what was refused is not among it.
    const log = (await audited()).filter((line) => line.endsWith(`${admin.userId} ${userId}`));
    expect(log.toSorted()).toEqual(
      ['account.renamed', 'account.scopes', 'account.scopes'].map(
        (what) => `${what} ${admin.userId} ${userId}`,
      ),
    );
  });

  it('never lose their last administrator, nor two who take the role from each other at once', async () => {
    const { userId } = await rig.centre.admin.createUser({
      ...{ tenant: 'fremd', login: 'otto', name: 'Otto Stern', roles: ['admin'], password: PASSWORD },
    });
    const enter = async (who: string) =>
      loginReply.parse(
        (await post(rig.url, paths.login, { tenant: 'fremd', login: who, password: PASSWORD, device: 'PC' }))
          .body,
      );
    const [olga, otto] = [await enter('olga'), await enter('otto')];
    const answers = await Promise.all([
      administer('set-roles', olga.token, { userId, roles: ['agent'] }),
      administer('set-disabled', otto.token, { userId: olga.userId, disabled: true }),
    ]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const [left] = await runOn<{ login: string }>(
      rig.databaseUrl,
      `SELECT login FROM account WHERE login IN ('olga', 'otto') AND NOT disabled AND 'admin' = ANY(roles)`,
    );
    const { token, userId: last } = left?.login === 'olga' ? olga : otto;
    for (const [act, body] of [
      ['set-roles', { userId: last, roles: ['agent'] }],
      ['set-disabled', { userId: last, disabled: true }],
    ] as const)
      expect(codeOf(await administer(act, token, body))).toBe('user.last-admin');
  });
});

describe('the settings of the house', () => {
  it('are changed one by one and hold at once', async () => {
    const { token, userId } = await signIn('birgit');
    expect((await administer('change-settings', token, { leaseDays: 14 })).status).toBe(200);
    expect(houseSettings.parse((await administer('settings', token)).body)).toMatchObject({
      leaseDays: 14,
      secondFactorRequired: false,
    });
    expect(codeOf(await administer('change-settings', token, { leaseDays: 0 }))).toBe('request.invalid');
    expect((await signIn('nadine')).policy?.leaseDays).toBe(14);
    expect(await audited()).toContain(`setting.changed ${userId} leaseDays`);
  });

  it('say what of reading is written down, which every desk hears', async () => {
    const { token, userId } = await signIn('birgit');
    expect(houseSettings.parse((await administer('settings', token)).body).readingLog).toEqual({
      kinds: [],
      keepDays: 90,
    });
    const readingLog = { kinds: ['sheet'], keepDays: 30 };
    expect((await administer('change-settings', token, { readingLog })).status).toBe(200);
    expect((await signIn('nadine')).policy?.reads).toEqual(['sheet']);
    expect(await audited()).toContain(`setting.changed ${userId} readingLog`);
    const bad = { readingLog: { kinds: ['keys'], keepDays: 30 } };
    expect(codeOf(await administer('change-settings', token, bad))).toBe('request.invalid');
  });
});

describe('a policy', () => {
  const publish = (token: string, title: string, holdsFrom: number): Promise<Answer> =>
    administer('publish-paper', token, { title, body: `${title}.\n\nNiemand verkauft Adressen.`, holdsFrom });
  const papersOf = async (token: string) =>
    policyPapersReply.parse((await ask(accountPaths.papers, token)).body).papers;

  it('is accepted before anything else, in every version, and can be read afterwards', async () => {
    const [birgit, nadine] = [await signIn('birgit'), await signIn('nadine')];
    expect(nadine.must).toEqual([]);
    expect((await publish(birgit.token, 'Mandantenschutz', now)).status).toBe(200);
    // The session was open before: it opens nothing any more.
    expect(codeOf(await ask(paths.pull, nadine.token))).toBe('session.unfinished');
    expect((await signIn('nadine')).must).toEqual(['policy-paper']);
    expect(codeOf(await ask(accountPaths.acceptPaper, nadine.token, { version: 7 }))).toBe(
      'policy-paper.unknown',
    );
    now += 60_000;
    expect((await ask(accountPaths.acceptPaper, nadine.token, { version: 1 })).status).toBe(204);
    expect(codeOf(await ask(paths.pull, nadine.token))).toBe('request.invalid');
    const acceptedAt = now;

    // Whoever publishes has not accepted by that.
    expect(codeOf(await administer('users', birgit.token))).toBe('session.unfinished');
    await ask(accountPaths.acceptPaper, birgit.token, { version: 1 });
    now += 60_000;
    await ask(accountPaths.acceptPaper, nadine.token, { version: 1 });
    await publish(birgit.token, 'Mandantenschutz, neu', now);
    expect((await signIn('nadine')).must).toEqual(['policy-paper']);
    expect(codeOf(await ask(paths.push, nadine.token))).toBe('session.unfinished');
    const [second, first] = await papersOf(nadine.token);
    expect([second?.version, second?.acceptedAt]).toEqual([2, null]);
    // The first time stays.
    expect([first?.version, first?.acceptedAt, first?.body]).toEqual([
      ...[1, acceptedAt, 'Mandantenschutz.\n\nNiemand verkauft Adressen.'],
    ]);
    await ask(accountPaths.acceptPaper, nadine.token, { version: 2 });
    await ask(accountPaths.acceptPaper, birgit.token, { version: 2 });
    expect((await signIn('nadine')).must).toEqual([]);
    const book = papersReply.parse((await administer('papers', birgit.token)).body);
    expect(book.acceptances.find(({ userId }) => userId === nadine.userId)?.acceptedAt).toBe(now);
    expect(book.acceptances.find(({ userId }) => userId === rig.mehmet.userId)?.acceptedAt).toBeNull();
    expect(await audited()).toContain(`policy-paper.accepted ${nadine.userId} 2`);
  });

  it('asks nobody before its day, and may be accepted ahead', async () => {
    const [birgit, nadine] = [await signIn('birgit'), await signIn('nadine')];
    await publish(birgit.token, 'Ab übermorgen', now + 2 * 86_400_000);
    expect((await signIn('nadine')).must).toEqual([]);
    await ask(accountPaths.acceptPaper, birgit.token, { version: 3 });
    now += 2 * 86_400_000;
    expect(codeOf(await ask(paths.pull, nadine.token))).toBe('session.unfinished');
    expect(codeOf(await ask(paths.pull, birgit.token))).toBe('request.invalid');
  });

  it('is one tenant’s', async () => {
    const rows = await runOn<{ n: number }>(
      rig.databaseUrl,
      `SELECT count(*)::int AS n FROM policy_paper JOIN tenant USING (tenant_id) WHERE slug = 'fremd'`,
    );
    expect(rows).toEqual([{ n: 0 }]);
  });
});
