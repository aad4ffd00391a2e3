import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pino } from 'pino';
import { WebSocket } from 'ws';
import { signHook, SIGNATURE_HEADER } from '#server/features/cti-webhook/signature.ts';
import { listWebhooks, removeWebhook } from '#server/features/cti-webhook/webhooks.ts';
import { HOOKS_PER_MINUTE } from '#server/features/cti-webhook/routes.ts';
import { CENTRE_CALLS_PATH, centreCallsMessage } from '#shared/calls/centre-call.ts';
import type { CentreCall } from '#shared/calls/centre-call.ts';
import { errorReply } from '#shared/sync/protocol.ts';
import { runOn } from '#test/support/postgres.ts';
import { until } from '#test/support/until.ts';
import { cloudPbx, giveLine } from './cti-rig.ts';
import type { CloudPbx } from './cti-rig.ts';
import { PASSWORD, startRig } from './rig.ts';
import type { Rig, TestUser } from './rig.ts';

/** Never in a test's time: what arrives came by a signal. */
const NO_POLL = { pollMs: 3_600_000, pingMs: 3_600_000 };
const NUMBER = '492214710612';

let rig: Rig;
let pbx: CloudPbx;
let calls = 0;
const sockets: WebSocket[] = [];
const logged: string[] = [];

beforeAll(async () => {
  const log = pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) });
  rig = await startRig({ hintTimes: NO_POLL, log });
  pbx = await cloudPbx(rig);
  await giveLine(rig, rig.nadine, 'w0');
  await giveLine(rig, rig.mehmet, 'w1');
  await giveLine(rig, rig.mehmet, '+49 221 47101');
  await giveLine(rig, rig.olga, 'w0');
  await giveLine(rig, rig.olga, '4922147101');
});
afterAll(async () => {
  for (const socket of sockets) socket.terminate();
  await rig?.stop();
});

interface Ear {
  /** The newest list. */
  readonly calls: () => readonly CentreCall[];
  readonly phases: () => readonly string[];
}

async function listen(user: TestUser, { url } = rig as { readonly url: string }): Promise<Ear> {
  const { session } = await rig.desk(user);
  const socket = new WebSocket(`${url.replace('http', 'ws')}${CENTRE_CALLS_PATH}`, {
    headers: { authorization: `Bearer ${session.token}` },
  });
  sockets.push(socket);
  let newest: readonly CentreCall[] | undefined;
  socket.on(
    'message',
    (data: Buffer) => (newest = centreCallsMessage.parse(JSON.parse(data.toString())).calls),
  );
  await until(() => newest !== undefined);
  return { calls: () => newest ?? [], phases: () => (newest ?? []).map(({ end, phase }) => end ?? phase) };
}

const newCall = (more: Readonly<Record<string, string | readonly string[]>> = {}) => ({
  event: 'newCall',
  callId: `c${++calls}`,
  direction: 'in',
  from: NUMBER,
  to: '4922147101',
  ...more,
});

const codeOf = async (response: Response): Promise<string> =>
  errorReply.parse(await response.json()).error.code;

async function clear(): Promise<void> {
  await runOn(rig.databaseUrl, 'DELETE FROM cti_call');
}

describe('a post of the PBX', () => {
  it('rings at everybody it names, on every node and every desk of theirs, and nowhere else', async () => {
    await clear();
    const other = await rig.startNode();
    const [nadine, twin, mehmet] = [
      await listen(rig.nadine),
      await listen(rig.nadine, other),
      await listen(rig.mehmet, other),
    ];
    const [birgit, olga] = [await listen(rig.birgit), await listen(rig.olga)];
    const call = newCall({ userId: ['w0', 'w1'], user: ['Nadine', 'Mehmet'] });
    expect((await pbx.post(call)).status).toBe(200);
    for (const ear of [nadine, twin, mehmet]) await until(() => ear.phases()[0] === 'ringing');
    expect(nadine.calls()).toMatchObject([{ line: 'w0', number: NUMBER, dialled: '4922147101' }]);
    expect((await pbx.post({ ...call, event: 'answer', userId: ['w1'] }, other)).status).toBe(204);
    for (const ear of [nadine, twin]) await until(() => ear.phases()[0] === 'answered-elsewhere');
    expect(twin.calls()).toMatchObject([{ takenBy: 'Mehmet Yıldız' }]);
    await until(() => mehmet.phases()[0] === 'answered');
    await pbx.postJson({ event: 'hangup', callId: call.callId, cause: 'normalClearing' });
    await until(() => mehmet.phases()[0] === 'completed');
    expect([birgit.calls(), olga.calls()]).toEqual([[], []]);
  });

  it('finds people by extension, address and number, and the number alone only where nobody is named', async () => {
    await clear();
    const { userId } = await rig.centre.admin.createUser({
      tenant: 'kv',
      login: 'tobias',
      name: 'Tobias Lenz',
      roles: ['agent'],
      password: PASSWORD,
      extension: '35',
      mail: 'T.Lenz@kv-lindental.example',
    });
    const tobias = await listen({ tenant: 'kv', login: 'tobias', userId });
    const mehmet = await listen(rig.mehmet);
    await pbx.postJson(newCall({ extension: '35' }));
    await until(() => tobias.calls().length === 1);
    await pbx.postJson(newCall({ email: 't.lenz@KV-Lindental.example' }));
    await until(() => tobias.calls().length === 2);
    await pbx.postJson(newCall());
    await until(() => mehmet.calls().length === 1);
    await pbx.postJson(newCall({ userId: ['w99'] }));
    await pbx.postJson(newCall({ userId: ['w1'] }));
    await until(() => mehmet.calls().length === 2);
    expect(tobias.calls().map(({ line }) => line)).toEqual(['35', 't.lenz@kv-lindental.example']);
  });

  it('of two people on one extension rings both', async () => {
    await clear();
    await giveLine(rig, rig.birgit, 'w0');
    const ears = [await listen(rig.nadine), await listen(rig.birgit)];
    await pbx.post(newCall({ userId: ['w0'] }));
    for (const ear of ears) await until(() => ear.phases()[0] === 'ringing');
  });

  it('without a number to show keeps and forwards none', async () => {
    await clear();
    const nadine = await listen(rig.nadine);
    await pbx.postJson(newCall({ from: 'anonymous', userId: 'w0' }));
    await pbx.postJson(newCall({ withheld: 'true', userId: 'w0' }));
    await until(() => nadine.calls().length === 2);
    expect(nadine.calls()).toMatchObject([
      { withheld: true, number: null },
      { withheld: true, number: null },
    ]);
    const rows = await runOn(rig.databaseUrl, 'SELECT * FROM cti_call');
    expect(JSON.stringify(rows)).not.toContain(NUMBER);
  });

  it('tells sipgate where to post the rest', async () => {
    const response = await pbx.post(newCall({ user: ['<&"'] }));
    expect(response.headers.get('content-type')).toContain('application/xml');
    const here = `${rig.url}${pbx.path}`;
    expect(await response.text()).toBe(
      `<?xml version="1.0" encoding="UTF-8"?>\n<Response onAnswer="${here}" onHangup="${here}"/>\n`,
    );
  });

  it('many times over, all at once, is one call', async () => {
    await clear();
    const other = await rig.startNode();
    const call = newCall({ userId: ['w0'] });
    const posts = Array.from({ length: 12 }, (_, index) =>
      pbx.postJson({ ...call, ...(index % 3 === 2 && { event: 'answer' }) }, index % 2 === 0 ? rig : other),
    );
    expect(new Set((await Promise.all(posts)).map(({ status }) => status))).toEqual(new Set([204]));
    expect(await runOn(rig.databaseUrl, 'SELECT phase FROM cti_call')).toEqual([{ phase: 'answered' }]);
  });

  it('leaves nothing of old calls behind', async () => {
    await clear();
    await pbx.postJson(newCall({ userId: 'w0' }));
    const ended = newCall({ userId: 'w0' });
    await pbx.postJson(ended);
    await pbx.postJson({ ...ended, event: 'hangup' });
    await runOn(
      rig.databaseUrl,
      `UPDATE cti_call SET changed_at = changed_at - CASE phase WHEN 'ended' THEN 900000 ELSE 14400000 END`,
    );
    const nadine = await listen(rig.nadine);
    expect(nadine.calls()).toEqual([]);
    await pbx.postJson(newCall({ userId: 'w0' }));
    expect(await runOn(rig.databaseUrl, 'SELECT phase FROM cti_call')).toEqual([{ phase: 'ringing' }]);
  });
});

describe('the door for posts', () => {
  const send = (path: string, body: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(new URL(path, rig.url), {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers },
    });
  const body = (): string => JSON.stringify(newCall());

  it('opens to no other token', async () => {
    const other = pbx.path.slice(0, -1) + (pbx.path.endsWith('A') ? 'B' : 'A');
    for (const path of [other, '/api/cti/webhook/x', `/api/cti/webhook/${'A'.repeat(64)}`]) {
      const response = await send(path, body());
      expect([response.status, await codeOf(response)]).toEqual([401, 'webhook.unknown']);
    }
  });

  it('closes for a webhook that was removed', async () => {
    const gone = await cloudPbx(rig);
    expect((await gone.postJson(newCall())).status).toBe(204);
    const listed = await rig.centre.admin.inTenant('kv', listWebhooks);
    const { id } = listed.at(-1) ?? { id: '' };
    expect(await rig.centre.admin.inTenant('kv', (tx) => removeWebhook(tx, id))).toBe(true);
    expect((await gone.postJson(newCall())).status).toBe(401);
    expect(await rig.centre.admin.inTenant('kv', (tx) => removeWebhook(tx, id))).toBe(false);
  });

  it('asks for the signature where one was agreed', async () => {
    const signed = await cloudPbx(rig, { signed: true });
    const key = signed.signingKey ?? '';
    expect((await signed.post(newCall())).status).toBe(200);
    const text = body();
    const now = Math.floor(Date.now() / 1000);
    const answers = [];
    for (const header of [
      undefined,
      signHook('another key', Buffer.from(text), now),
      signHook(key, Buffer.from(`${text} `), now),
      signHook(key, Buffer.from(text), now - 301),
    ]) {
      const response = await send(
        signed.path,
        text,
        header === undefined ? {} : { [SIGNATURE_HEADER]: header },
      );
      answers.push([response.status, await codeOf(response)]);
    }
    expect(answers).toEqual([
      [401, 'webhook.unsigned'],
      [401, 'webhook.bad-signature'],
      [401, 'webhook.bad-signature'],
      [401, 'webhook.stale'],
    ]);
  });

  it('a signed post played again wakes no call', async () => {
    await clear();
    const signed = await cloudPbx(rig, { signed: true });
    const call = newCall({ userId: ['w0'] });
    const text = JSON.stringify(call);
    const header = signHook(signed.signingKey ?? '', Buffer.from(text), Math.floor(Date.now() / 1000));
    const play = (): Promise<Response> => send(signed.path, text, { [SIGNATURE_HEADER]: header });
    expect((await play()).status).toBe(204);
    await signed.postJson({ event: 'hangup', callId: call.callId });
    expect((await play()).status).toBe(204);
    expect(await runOn(rig.databaseUrl, 'SELECT phase FROM cti_call')).toEqual([{ phase: 'ended' }]);
  });

  it.each([
    ['not JSON', '{', 'application/json', 400, 'request.malformed'],
    ['nothing', '', 'application/json', 400, 'request.malformed'],
    ['an event of no kind', '{"event":"dtmf"}', 'application/json', 400, 'request.invalid'],
    ['an empty form', '', 'application/x-www-form-urlencoded', 400, 'request.invalid'],
    ['another type', '<call/>', 'application/xml', 415, 'request.media-type'],
    ['too much', `"${'x'.repeat(16 * 1024)}"`, 'application/json', 413, 'request.too-large'],
  ])('refuses %s', async (_name, text, type, status, code) => {
    const response = await send(pbx.path, text, { 'content-type': type });
    expect([response.status, await codeOf(response)]).toEqual([status, code]);
  });

  it('takes so many a minute from one address', async () => {
    const from = { 'x-forwarded-for': '203.0.113.7' };
    const statuses: number[] = [];
    for (let count = 0; count <= HOOKS_PER_MINUTE; count++)
      statuses.push((await send('/api/cti/webhook/x', '{}', from)).status);
    expect([statuses[HOOKS_PER_MINUTE - 1], statuses[HOOKS_PER_MINUTE]]).toEqual([401, 429]);
  });

  it('keeps neither token nor key where it can be read, and no number in the log', async () => {
    const signed = await cloudPbx(rig, { signed: true });
    await signed.post(newCall({ userId: ['w0'] }));
    await signed.post({ ...newCall(), event: 'nonsense' });
    const rows = await runOn<{ text: string }>(
      rig.databaseUrl,
      'SELECT cti_webhook::text AS text FROM cti_webhook',
    );
    const kept = rows.map(({ text }) => text).join('\n');
    const hex = (text: string): string => Buffer.from(text).toString('hex');
    const token = signed.path.split('/').at(-1) ?? '';
    for (const secret of [token, hex(token), signed.signingKey ?? '', hex(signed.signingKey ?? '')])
      expect(kept.includes(secret)).toBe(false);
    const log = logged.join('\n');
    expect(log).toContain('call event taken');
    expect(log).toContain('call event refused');
    for (const secret of [NUMBER, '4922147101', token, signed.signingKey ?? ''])
      expect(log.includes(secret)).toBe(false);
  });
});

describe('the desk’s door', () => {
  it('opens to a session alone', async () => {
    const address = `${rig.url.replace('http', 'ws')}${CENTRE_CALLS_PATH}`;
    for (const authorization of ['', `Bearer ${'A'.repeat(64)}`, `Bearer ${pbx.path.split('/').at(-1)}`]) {
      const socket = new WebSocket(address, { headers: { authorization } });
      const status = await new Promise((resolve) => {
        socket.on('unexpected-response', (_request, response) => resolve(response.statusCode));
        socket.on('open', () => resolve('open'));
        socket.on('error', () => undefined);
      });
      expect(status).toBe(401);
    }
  });

  it('tells what is live at once, and what a lost signal did not tell by polling', async () => {
    await clear();
    await pbx.postJson(newCall({ userId: 'w1' }));
    const node = await rig.startNode({ hintTimes: { pollMs: 20, pingMs: 3_600_000 } });
    const mehmet = await listen(rig.mehmet, node);
    expect(mehmet.phases()).toEqual(['ringing']);
    // No signal goes with this change.
    await runOn(rig.databaseUrl, `UPDATE cti_call SET phase = 'answered', takers = members`);
    await runOn(rig.databaseUrl, `UPDATE cti_call SET takers = jsonb_build_array($1::text)`, [
      rig.mehmet.userId,
    ]);
    await until(() => mehmet.phases()[0] === 'answered');
  });
});
