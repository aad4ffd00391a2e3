import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkWebhook } from '#main/telephony/webhook/setup-check.ts';
import { signHook, SIGNATURE_HEADER } from '#server/features/cti-webhook/signature.ts';
import {
  adminRequests,
  CTI_ADMIN_PATH,
  madeWebhook,
  webhookBook,
} from '#shared/features/cti-webhook/admin.ts';
import type { WebhookBook } from '#shared/features/cti-webhook/admin.ts';
import type { SetupFinding } from '#shared/calls/setup-finding.ts';
import { startRig } from './rig.ts';
import type { Rig, TestUser } from './rig.ts';
import { codeOf } from './test-desk.ts';
import type { Answer, TestDesk } from './test-desk.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig?.stop());

/** Signed in once a person: a login is made to take its time. */
const desks = new Map<string, Promise<TestDesk>>();
function deskOf(user: TestUser): Promise<TestDesk> {
  const known = desks.get(user.userId) ?? rig.desk(user);
  desks.set(user.userId, known);
  return known;
}

const act = async (user: TestUser, name: keyof typeof adminRequests, body: unknown = {}): Promise<Answer> =>
  (await deskOf(user)).post(`${CTI_ADMIN_PATH}/${name}`, body);
const list = async (user: TestUser = rig.birgit): Promise<WebhookBook> =>
  webhookBook.parse((await act(user, 'list')).body);
const make = async (name: string, signed = false) =>
  madeWebhook.parse((await act(rig.birgit, 'create', { name, signed })).body);

async function call(path: string, signingKey?: string | null): Promise<number> {
  const body = JSON.stringify({ event: 'newCall', callId: '1', from: '49221', to: '49222' });
  const signature = signingKey
    ? { [SIGNATURE_HEADER]: signHook(signingKey, Buffer.from(body), Math.floor(Date.now() / 1000)) }
    : {};
  const headers = { 'content-type': 'application/json', ...signature };
  return (await fetch(new URL(path, rig.url), { method: 'POST', headers, body })).status;
}

describe('the administration of webhooks', () => {
  it('is for leads and administrators alone, whatever is asked', async () => {
    for (const name of Object.keys(adminRequests) as (keyof typeof adminRequests)[]) {
      const answer = await act(rig.nadine, name, {});
      expect([name, answer.status, codeOf(answer)]).toEqual([name, 403, 'webhook.forbidden']);
    }
  });

  it('makes an address that works, and never shows it again', async () => {
    const { id, path, signingKey } = await make('sipgate');
    expect(signingKey).toBeNull();
    expect(await call(path)).toBe(204);
    const book = await list();
    expect(book.webhooks).toContainEqual(
      expect.objectContaining({ id, name: 'sipgate', signed: false, disabled: false }),
    );
    expect(JSON.stringify(book)).not.toContain(path.split('/').at(-1));
  });

  it('gives an address a new secret: the old one is refused at once', async () => {
    const first = await make('signiert', true);
    expect(await call(first.path, first.signingKey)).toBe(204);
    const second = madeWebhook.parse((await act(rig.birgit, 'rotate', { id: first.id })).body);
    expect(second.id).toBe(first.id);
    expect(await call(first.path, first.signingKey)).toBe(401);
    expect(await call(second.path, second.signingKey)).toBe(204);
    expect(await call(second.path, first.signingKey)).toBe(401);
  });

  it('switches an address off and on', async () => {
    const { id, path } = await make('aus');
    await act(rig.birgit, 'disable', { id, disabled: true });
    expect(await call(path)).toBe(401);
    expect((await list()).webhooks.find((one) => one.id === id)?.disabled).toBe(true);
    await act(rig.birgit, 'disable', { id, disabled: false });
    expect(await call(path)).toBe(204);
  });

  it('keeps tenants apart', async () => {
    const { id } = await make('fremd?');
    expect((await list(rig.olga)).webhooks).toEqual([]);
    expect((await list(rig.olga)).people.map(({ name }) => name)).toEqual(['Olga Stern']);
    for (const [name, body] of [
      ['rotate', { id }],
      ['disable', { id, disabled: true }],
    ] as const) {
      const answer = await act(rig.olga, name, body);
      expect([answer.status, codeOf(answer)]).toEqual([404, 'webhook.unknown']);
    }
    const stranger = await act(rig.olga, 'add-line', { userId: rig.nadine.userId, line: 'w9' });
    expect([stranger.status, codeOf(stranger)]).toEqual([404, 'webhook.no-person']);
  });

  it('assigns lines, and says to a desk what its door lacks', async () => {
    const findings = async (user: TestUser): Promise<Readonly<Record<string, SetupFinding['state']>>> => {
      const { session } = await deskOf(user);
      const found = await checkWebhook({ url: rig.url, token: session.token });
      return Object.fromEntries(found.map(({ item, state }) => [item, state]));
    };
    expect(await findings(rig.olga)).toEqual({ 'webhook.address': 'missing', 'webhook.line': 'missing' });
    const line = { userId: rig.mehmet.userId, line: '+49 221 4710-22' };
    expect(await findings(rig.mehmet)).toEqual({ 'webhook.address': 'ok', 'webhook.line': 'missing' });
    await act(rig.birgit, 'add-line', line);
    expect((await list()).lines).toEqual([{ userId: rig.mehmet.userId, line: '49221471022' }]);
    expect(await findings(rig.mehmet)).toEqual({ 'webhook.address': 'ok', 'webhook.line': 'ok' });
    await act(rig.birgit, 'remove-line', line);
    expect((await list()).lines).toEqual([]);
  });

  it('refuses what is no request', async () => {
    for (const [name, body] of [
      ['create', { name: ' ', signed: false }],
      ['create', { name: 'x'.repeat(81), signed: false }],
      ['rotate', { id: 7 }],
      ['disable', {}],
      ['add-line', { userId: rig.nadine.userId, line: '' }],
    ] as const) {
      expect((await act(rig.birgit, name, body)).status, name).toBe(400);
    }
  });
});
