import { describe, expect, it, vi } from 'vitest';
import { ticketsContract } from '#shared/features/tickets/contract.ts';
import { sessionContract } from '#shared/ipc/core-contracts.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import { createFakeBridge } from '#test/renderer/fake-bridge.ts';
import { partyIdOf } from '#test/renderer/fixture.ts';
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

  it('asks the same once in a turn, and anew in the next', async () => {
    const bridge = createFakeBridge();
    const client = createClient({ bridge, connection: unbreakable, nextFrame: () => undefined });
    const read = (partyId: string): Promise<unknown> => client.read(ticketsContract, 'openOf', { partyId });
    const count = (): number => bridge.asked.length;
    const [one, same, other] = [read(partyIdOf(1)), read(partyIdOf(1)), read(partyIdOf(2))];
    expect(await same).toBe(await one);
    expect(await other).not.toBe(await one);
    expect(count()).toBe(2);
    await read(partyIdOf(1));
    expect(count()).toBe(3);
    await Promise.all([1, 2].map(() => client.ask(ticketsContract, 'openOf', { partyId: partyIdOf(1) })));
    expect(count()).toBe(5);
  });

  it('tells when nothing is on its way any more, after whoever asked', async () => {
    const bridge = createFakeBridge();
    const client = createClient({ bridge, connection: unbreakable, nextFrame: () => undefined });
    const answers: ((value: unknown) => void)[] = [];
    bridge.answer('tickets.openOf', () => new Promise((answer) => answers.push(answer)));
    const heard: string[] = [];
    client.onIdle(() => heard.push('idle'));
    const asked = [1, 2].map(async (party) => {
      await client.read(ticketsContract, 'openOf', { partyId: partyIdOf(party) });
      heard.push(`answer ${party}`);
    });
    await vi.waitFor(() => expect(answers).toHaveLength(2));
    answers[1]?.([]);
    await asked[1];
    expect([heard, client.waiting]).toEqual([['answer 2'], 1]);
    answers[0]?.([]);
    await asked[0];
    await vi.waitFor(() => expect(heard).toEqual(['answer 2', 'answer 1', 'idle']));
    expect(client.waiting).toBe(0);
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
