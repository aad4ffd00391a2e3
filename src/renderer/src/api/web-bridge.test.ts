import { describe, expect, it } from 'vitest';
import { createWebBridge } from './web-bridge.ts';

interface Sent {
  readonly id: number;
  readonly channel: string;
  readonly args: unknown;
}

class FakeSocket {
  onopen: (() => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  readonly messages: (Sent | Sent[])[] = [];

  get sent(): readonly Sent[] {
    return this.messages.flat();
  }

  send(text: string): void {
    this.messages.push(JSON.parse(text) as Sent | Sent[]);
  }

  answer(value: unknown): void {
    this.onmessage?.({ data: JSON.stringify({ id: this.sent.at(-1)?.id, reply: { ok: true, value } }) });
  }
}

function setUp() {
  const sockets: FakeSocket[] = [];
  const waits: { readonly run: () => void; readonly ms: number }[] = [];
  const { bridge, connection } = createWebBridge({
    channels: ['session.current'],
    openSocket: () => {
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket;
    },
    later: (run, ms) => waits.push({ run, ms }),
    random: () => 0.5,
  });
  const ask = (input = 'input') => bridge.calls['session.current']?.({ some: input });
  const latest = (): FakeSocket => {
    const socket = sockets.at(-1);
    if (!socket) throw new Error('no socket was opened');
    return socket;
  };
  return { bridge, connection, sockets, waits, ask, latest };
}

const turn = (): Promise<void> => Promise.resolve();

describe('createWebBridge', () => {
  it('carries a call there and its reply back', async () => {
    const { ask, latest } = setUp();
    latest().onopen?.();
    const reply = ask();
    await turn();
    expect(latest().messages).toEqual([{ id: 1, channel: 'session.current', args: { some: 'input' } }]);
    latest().answer('Nadine');
    expect(await reply).toEqual({ ok: true, value: 'Nadine' });
  });

  it('keeps calls made before the socket was open, and sends them once it is', async () => {
    const { ask, latest } = setUp();
    const reply = ask();
    expect(latest().sent).toHaveLength(0);
    latest().onopen?.();
    expect(latest().sent).toHaveLength(1);
    latest().answer(1);
    expect(await reply).toEqual({ ok: true, value: 1 });
  });

  it('sends what is called in one turn as one list, and takes a list of replies', async () => {
    const { ask, latest } = setUp();
    latest().onopen?.();
    const replies = [ask(), ask()];
    expect(latest().messages).toEqual([]);
    await turn();
    replies.push(ask());
    await turn();
    expect(latest().messages.map((message) => (Array.isArray(message) ? message.length : 'alone'))).toEqual([
      2,
      'alone',
    ]);
    const answers = [3, 1, 2].map((id) => ({ id, reply: { ok: true, value: `of ${id}` } }));
    latest().onmessage?.({ data: JSON.stringify(answers) });
    expect(await Promise.all(replies)).toMatchObject([1, 2, 3].map((id) => ({ value: `of ${id}` })));
  });

  it('sends no list that the desk would refuse as too long', async () => {
    const { ask, latest } = setUp();
    const asked = 250;
    for (let count = 0; count < asked; count++) void ask();
    latest().onopen?.();
    void ask('x'.repeat(90_000));
    void ask('y'.repeat(90_000));
    await turn();
    expect(latest().sent.map(({ id }) => id)).toEqual(
      Array.from({ length: asked + 2 }, (_, index) => index + 1),
    );
    for (const message of latest().messages) {
      expect([message].flat().length).toBeLessThanOrEqual(100);
      expect(JSON.stringify(message).length).toBeLessThan(100_500);
    }
  });

  it('hands on events and drops what it does not understand', () => {
    const { bridge, latest } = setUp();
    const heard: unknown[] = [];
    bridge.onEvent((event, payload) => heard.push([event, payload]));
    latest().onopen?.();
    for (const data of [
      '{"event":"calls","payload":[]}',
      'not json',
      '7',
      'null',
      '{"id":99,"reply":{}}',
      '[7,null,[],{"event":1},{"event":"status","payload":{}}]',
      12,
    ]) {
      latest().onmessage?.({ data });
    }
    expect(heard).toEqual([
      ['calls', []],
      ['status', {}],
    ]);
  });

  it('fails calls on the way and new ones while it is lost, and never sends them later', async () => {
    const { ask, latest, connection, waits, sockets } = setUp();
    latest().onopen?.();
    const onTheWay = ask();
    await turn();
    const unsent = ask();
    latest().onclose?.({ code: 1006 });
    expect(connection.state).toBe('lost');
    for (const call of [onTheWay, unsent])
      expect(await call).toMatchObject({ ok: false, error: { code: 'bridge.lost' } });
    expect(await ask()).toMatchObject({ ok: false, error: { code: 'bridge.lost' } });

    waits[0]?.run();
    latest().onopen?.();
    expect(sockets).toHaveLength(2);
    expect(connection.state).toBe('open');
    expect(latest().sent).toEqual([]);
  });

  it('tries again ever more slowly, up to a cap, and quickly again after a success', () => {
    const { latest, waits } = setUp();
    latest().onopen?.();
    for (let i = 0; i < 8; i++) {
      latest().onclose?.({ code: 1006 });
      waits.at(-1)?.run();
    }
    expect(waits.map(({ ms }) => ms)).toEqual([300, 600, 1200, 2400, 4800, 5000, 5000, 5000]);
    latest().onopen?.();
    latest().onclose?.({ code: 1006 });
    expect(waits.at(-1)?.ms).toBe(300);
  });

  it('does not try again when the desk refuses the page', async () => {
    const { ask, latest, waits, connection } = setUp();
    const waiting = ask();
    latest().onclose?.({ code: 4401 });
    expect(connection.state).toBe('refused');
    expect(waits).toHaveLength(0);
    expect(await waiting).toMatchObject({ ok: false, error: { code: 'bridge.lost' } });
  });
});
