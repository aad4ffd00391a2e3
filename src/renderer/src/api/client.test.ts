import { describe, expect, it } from 'vitest';
import { sessionContract } from '#shared/ipc/core-contracts.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import { createFakeBridge } from '#test/renderer/fake-bridge.ts';
import { createClient } from './client.ts';
import type { ChangedTables } from './client.ts';
import { unbreakable } from './connection.ts';
import type { Connection, ConnectionState } from './connection.ts';

function breakable(): Connection & { to(state: ConnectionState): void } {
  const listeners = new Set<() => void>();
  let state: ConnectionState = 'opening';
  return {
    get state() {
      return state;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    to(next) {
      state = next;
      for (const listener of listeners) listener();
    },
  };
}

describe('createClient', () => {
  it('rejects with the AppError the host refused with', async () => {
    const bridge = createFakeBridge();
    bridge.answer('session.signIn', () => {
      throw { code: 'centre.offline', message: 'no route', params: { centre: 'x' } };
    });
    const client = createClient({ bridge, connection: unbreakable, nextFrame: () => undefined });
    const input = { centre: 'https://x.example', tenant: 't', login: 'l', password: 'p' };
    const error: unknown = await client
      .ask(sessionContract, 'signIn', input)
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code: 'centre.offline', params: { centre: 'x' } });
  });

  it('gathers changed tables until the next frame', () => {
    const bridge = createFakeBridge();
    const frames: (() => void)[] = [];
    const client = createClient({ bridge, connection: unbreakable, nextFrame: (run) => frames.push(run) });
    const heard: ChangedTables[] = [];
    client.onTables((tables) => heard.push(tables));
    bridge.emit('changed', { tables: ['party'] });
    bridge.emit('changed', { tables: ['ticket', 'party'] });
    expect(frames).toHaveLength(1);
    frames[0]?.();
    expect(heard).toEqual([new Set(['party', 'ticket'])]);
  });

  it('takes everything for changed when a lost connection is back, and only then', () => {
    const connection = breakable();
    const frames: (() => void)[] = [];
    const client = createClient({
      bridge: createFakeBridge(),
      connection,
      nextFrame: (run) => frames.push(run),
    });
    const heard: ChangedTables[] = [];
    client.onTables((tables) => heard.push(tables));
    connection.to('open');
    expect(frames).toHaveLength(0);
    connection.to('lost');
    connection.to('open');
    for (const run of frames) run();
    expect(heard).toEqual(['everything']);
  });
});
