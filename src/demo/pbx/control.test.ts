import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { until } from '#test/support/until.ts';
import { createPhoneControl } from './control.ts';
import type { PhoneControl } from './control.ts';
import { DeskPhone } from './desk-phone.ts';

let phone: DeskPhone;
let rung: string[];
let control: PhoneControl;
beforeEach(async () => {
  phone = new DeskPhone({ extension: '21', owner: 'Nadine Kröger' });
  rung = [];
  control = createPhoneControl([phone], (scenario, { extension }) => rung.push(`${scenario} ${extension}`));
  await control.start();
});
afterEach(() => control.stop());

/** Resolves with the open socket, or with undefined when it was refused. */
function open(address: string, headers: Record<string, string> = {}): Promise<WebSocket | undefined> {
  const socket = new WebSocket(address, { headers });
  return new Promise((resolve) => {
    socket.once('open', () => resolve(socket));
    socket.once('error', () => resolve(undefined));
  });
}

describe('the remote control of a phone', () => {
  it('shows the phone, rings it, and presses its keys', async () => {
    const keys: string[] = [];
    phone.onKey((key) => keys.push(key));
    const socket = new WebSocket(control.addressOf('21'));
    const shown: unknown[] = [];
    socket.on('message', (data) => shown.push(JSON.parse((data as Buffer).toString('utf8'))));
    await until(() => shown.length > 0);
    phone.show({ state: 'ringing', display: 'Erika Brandt' });
    socket.send('{"ring":"known"}');
    socket.send('{"press":"answer"}');
    await until(() => keys.length > 0);
    expect([rung, keys]).toEqual([['known 21'], ['answer']]);
    expect(shown).toEqual([
      { phone: { state: 'idle', display: '' } },
      { phone: { state: 'ringing', display: 'Erika Brandt' } },
    ]);
    socket.terminate();
  });

  it('is refused without its token, for another phone, and to a page of the web', async () => {
    const address = control.addressOf('21');
    expect(await open(address.replace(/token=.*/, 'token=x'))).toBeUndefined();
    expect(await open(address.replace(/\?.*/, ''))).toBeUndefined();
    expect(await open(address.replace('/21', '/22'))).toBeUndefined();
    expect(await open(address, { origin: 'http://127.0.0.1:1' })).toBeUndefined();
    const socket = await open(address);
    expect(socket).toBeDefined();
    socket?.terminate();
  });

  it('closes on what it does not understand, and harms nobody', async () => {
    const garbage = fc.oneof(
      fc.string(),
      fc.json(),
      fc.uint8Array().map((bytes) => Buffer.from(bytes)),
    );
    await fc.assert(
      fc.asyncProperty(garbage, async (message) => {
        const socket = await open(control.addressOf('21'));
        const closed = new Promise<number>((resolve) => socket?.once('close', resolve));
        socket?.send(message);
        expect(await closed).toBe(1003);
      }),
      { numRuns: 30 },
    );
    expect([rung, phone.shown.state]).toEqual([[], 'idle']);
  });
});
