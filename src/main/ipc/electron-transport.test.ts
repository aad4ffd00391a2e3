import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { IpcReply } from '#shared/ipc/contract.ts';
import { isTrustedSender, serveOverElectron } from './electron-transport.ts';
import type { DeskEventListener } from './router.ts';

type Handler = (event: object, args: unknown) => Promise<IpcReply>;
const { handlers } = vi.hoisted(() => ({ handlers: new Map<string, Handler>() }));

vi.mock('electron', () => ({
  ipcMain: {
    handle: (channel: string, handler: Handler) => void handlers.set(channel, handler),
    removeHandler: (channel: string) => void handlers.delete(channel),
  },
}));

const frame = (url: string, parent: object | null = null) => ({ senderFrame: { url, parent } }) as never;
const ours = frame('app://rufblatt/index.html#/');

function served() {
  const listeners = new Set<DeskEventListener>();
  const calls: unknown[][] = [];
  const transport = serveOverElectron({
    channels: ['calls.dial', 'session.current'],
    call: (channel, args) => {
      calls.push([channel, args]);
      return Promise.resolve({ ok: true, value: 'done' });
    },
    onEvent: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  });
  const emit: DeskEventListener = (name, payload) => listeners.forEach((listener) => listener(name, payload));
  return { transport, calls, emit, listeners };
}

function receiver() {
  const heard: unknown[][] = [];
  let destroyed = false;
  let onDestroyed: () => void = () => undefined;
  return {
    heard,
    send: (...args: unknown[]) => void heard.push(args),
    isDestroyed: () => destroyed,
    once: (_name: string, listener: () => void) => void (onDestroyed = listener),
    destroy: (tell: boolean) => {
      destroyed = true;
      if (tell) onDestroyed();
    },
  };
}

beforeEach(() => handlers.clear());

describe('isTrustedSender', () => {
  it('is the top frame of the app', () => {
    expect(isTrustedSender(ours)).toBe(true);
  });

  it.each([
    ['a frame inside', frame('app://rufblatt/', {})],
    ['another host', frame('app://evil/')],
    ['a host that begins alike', frame('app://rufblatt.evil/')],
    ['another protocol', frame('https://rufblatt/')],
    ['a blank page', frame('about:blank')],
    ['no address', frame('')],
    ['a frame that is gone', { senderFrame: null } as never],
  ])('is not %s', (_what, event) => {
    expect(isTrustedSender(event)).toBe(false);
  });
});

describe('serveOverElectron', () => {
  it('handles every channel of the router, and none after close', () => {
    const { transport, listeners } = served();
    expect([...handlers.keys()]).toEqual(['calls.dial', 'session.current']);
    transport.close();
    expect([handlers.size, listeners.size]).toEqual([0, 0]);
  });

  it('passes a call of the app on', async () => {
    const { calls } = served();
    expect(await handlers.get('calls.dial')?.(ours, { number: '1' })).toEqual({ ok: true, value: 'done' });
    expect(calls).toEqual([['calls.dial', { number: '1' }]]);
  });

  it('answers a stranger with an error and calls nothing', async () => {
    const { calls } = served();
    expect(await handlers.get('calls.dial')?.(frame('https://evil.example/'), {})).toMatchObject({
      ok: false,
      error: { code: 'ipc.untrusted-sender' },
    });
    expect(calls).toEqual([]);
  });

  it('tells every living window of an event', () => {
    const { transport, emit } = served();
    const [main, gone, going] = [receiver(), receiver(), receiver()];
    for (const contents of [main, gone, going]) transport.addReceiver(contents as never);
    gone.destroy(true);
    going.destroy(false);
    emit('changed', { tables: ['party'] });
    expect(main.heard).toEqual([['rufblatt:event', 'changed', { tables: ['party'] }]]);
    expect([gone.heard, going.heard]).toEqual([[], []]);
  });
});
