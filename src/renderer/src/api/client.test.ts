import { describe, expect, it, vi } from 'vitest';
import { ticketsContract } from '#shared/features/tickets/contract.ts';
import { sessionContract } from '#shared/ipc/core-contracts.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import { createFakeBridge } from '#test/renderer/fake-bridge.ts';
import { partyIdOf } from '#test/renderer/fixture.ts';
import type { ChangedTables } from './ahead.ts';
import { createClient } from './client.ts';
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

  it('hears what the host tells while it is being made', () => {
    const bridge = createFakeBridge();
    const early: typeof bridge = {
      ...bridge,
      onEvent(listener) {
        listener('changed', { tables: ['ticket'] });
        return bridge.onEvent(listener);
      },
    };
    const frames: (() => void)[] = [];
    const client = createClient({
      bridge: early,
      connection: unbreakable,
      nextFrame: (run) => frames.push(run),
    });
    const heard: ChangedTables[] = [];
    client.onTables((changed) => heard.push(changed));
    for (const run of frames) run();
    expect(heard).toEqual([new Set(['ticket'])]);
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

  it('tells of each answer, after whoever asked, and what is on its way since when', async () => {
    const bridge = createFakeBridge();
    const client = createClient({ bridge, connection: unbreakable, nextFrame: () => undefined });
    const answers: ((value: unknown) => void)[] = [];
    bridge.answer('tickets.openOf', () => new Promise((answer) => answers.push(answer)));
    const heard: string[] = [];
    client.onRead(() => heard.push('read'));
    const read = async (party: number): Promise<void> => {
      await client.read(ticketsContract, 'openOf', { partyId: partyIdOf(party) });
      heard.push(`answer ${party}`);
    };
    const first = read(1);
    const before = client.lastRead;
    const second = read(2);
    await vi.waitFor(() => expect(answers).toHaveLength(2));
    expect([client.isReading(0), client.isReading(before)]).toEqual([true, true]);
    answers[1]?.([]);
    await second;
    await vi.waitFor(() => expect(heard).toEqual(['answer 2', 'read']));
    expect([client.isReading(0), client.isReading(before)]).toEqual([true, false]);
    answers[0]?.([]);
    await first;
    await vi.waitFor(() => expect(heard).toEqual(['answer 2', 'read', 'answer 1', 'read']));
    expect(client.isReading(0)).toBe(false);
  });

  it('has what was asked ahead, until rows it goes by change', async () => {
    const bridge = createFakeBridge();
    const client = createClient({ bridge, connection: unbreakable, nextFrame: () => undefined });
    const input = { partyId: partyIdOf(1) };
    const question = { channel: 'tickets.openOf', input };
    await client.readAhead([question]);
    const known = client.known(question, ['ticket'])?.value;
    expect(await client.read(ticketsContract, 'openOf', input, ['ticket'])).toBe(known);
    expect(bridge.asked.length).toBe(1);
    bridge.emit('changed', { tables: ['ticket'] });
    expect(client.known(question, ['ticket'])).toBeUndefined();
    expect(client.known(question, ['party'])?.value).toBe(known);
    await client.read(ticketsContract, 'openOf', input, ['ticket']);
    expect(bridge.asked.length).toBe(2);
    client.forgetAhead();
    expect(client.known(question, ['party'])).toBeUndefined();
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
