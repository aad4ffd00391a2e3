import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRecordedLog } from '#test/support/recorded-log.ts';
import { until } from '#test/support/until.ts';
import { createSettingsStore } from '../settings/settings-store.ts';
import { amiAdapter } from './ami-adapter.ts';
import { createPbxFollower } from './pbx-follower.ts';
import { createSwitchingSource } from './switching-source.ts';
import type { LinkState } from './telephony-source.ts';

let server: Server;
let port = 0;
let connections = 0;
beforeEach(async () => {
  connections = 0;
  server = createServer((socket) => {
    connections += 1;
    socket.on('error', () => undefined);
    socket.resume();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

function setUp() {
  const kept = new Map<string, unknown>();
  const settings = createSettingsStore(
    { get: (key) => kept.get(key), set: (key, value) => void kept.set(key, value) },
    { settings: {}, secrets: {} },
  );
  const source = createSwitchingSource({ now: () => 0 });
  const states: LinkState['stage'][] = [];
  source.onState(({ stage }) => states.push(stage));
  const door = { adapter: amiAdapter, source };
  return { settings, source, states, follower: createPbxFollower([door], settings, createRecordedLog()) };
}

const there = () => ({
  enabled: true,
  host: '127.0.0.1',
  port,
  user: 'cti',
  devices: ['PJSIP/21'],
  secret: 's',
});

describe('the PBX of the settings', () => {
  it('is none until one is set up and enabled', async () => {
    const { follower, source, settings } = setUp();
    await follower.start();
    settings.change({ ami: { ...there(), enabled: false } });
    settings.change({ ami: { ...there(), host: '' } });
    await follower.stop();
    expect([source.state.stage, connections]).toEqual(['off', 0]);
  });

  it('is connected as soon as it is, once, whatever else is changed, and left when it is switched off', async () => {
    const { follower, source, settings } = setUp();
    await follower.start();
    settings.change({ ami: there() });
    await until(() => connections === 1);
    settings.change({ theme: 'dark' });
    settings.change({ ami: { port } });
    settings.change({ ami: { enabled: false } });
    await until(() => source.state.stage === 'off');
    await follower.stop();
    expect(connections).toBe(1);
  });

  it('is the last one of several quick changes; after the stop nothing is connected', async () => {
    const { follower, source, settings } = setUp();
    await follower.start();
    for (let i = 0; i < 5; i++) settings.change({ ami: { ...there(), user: `user-${i}` } });
    await until(() => source.state.stage === 'login' || source.state.stage === 'connecting');
    await follower.stop();
    await until(
      () => new Promise((resolve) => server.getConnections((_error, count) => resolve(count === 0))),
    );
    settings.change({ ami: { ...there(), user: 'late' } });
    expect(source.state.stage).toBe('off');
  });

  it('is the house’s where nothing was set here: a change of it connects anew, a desk’s own address stays', async () => {
    const { follower, settings } = setUp();
    await follower.start();
    settings.change({ ami: { devices: ['PJSIP/21'], secret: 's' } });
    settings.takeHouse({ ami: { enabled: true, host: '127.0.0.1', port, user: 'cti' } });
    await until(() => connections === 1);
    settings.takeHouse({ ami: { enabled: true, host: '127.0.0.1', port, user: 'cti-2' } });
    await until(() => connections === 2);
    settings.change({ ami: { host: '127.0.0.1', user: 'mine' } });
    await until(() => connections === 3);
    settings.takeHouse({ ami: { enabled: true, host: 'elsewhere.invalid', port, user: 'cti-3' } });
    settings.backToHouse('ami.enabled');
    await follower.stop();
    expect(connections).toBe(3);
  });
});
