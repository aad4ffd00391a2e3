import { describe, expect, it } from 'vitest';
import { createBridge } from './bridge.ts';

function bridged() {
  let fire: (event: unknown, name: string, payload: unknown) => void = () => undefined;
  const invoked: unknown[][] = [];
  const listened: string[] = [];
  const bridge = createBridge(
    {
      invoke: (channel, args) => {
        invoked.push([channel, args]);
        return Promise.resolve('reply');
      },
      on: (channel, listener) => {
        listened.push(channel);
        fire = listener;
      },
    },
    ['calls.dial', 'session.current'],
  );
  return {
    bridge,
    invoked,
    listened,
    push: (name: string, payload: unknown) => fire({ sender: 'secret' }, name, payload),
  };
}

describe('createBridge', () => {
  it('offers the named calls, and passes one value on', async () => {
    const { bridge, invoked } = bridged();
    expect(Object.keys(bridge.calls)).toEqual(['calls.dial', 'session.current']);
    expect(await bridge.calls['calls.dial']?.({ number: '1' })).toBe('reply');
    expect(invoked).toEqual([['calls.dial', { number: '1' }]]);
  });

  it('keeps early events for the first listener, without Electron’s event object', () => {
    const { bridge, push, listened } = bridged();
    push('status', 1);
    const heard: unknown[][] = [];
    const stop = bridge.onEvent((...args) => heard.push(args));
    push('calls', 2);
    stop();
    push('calls', 3);
    expect(heard).toEqual([
      ['status', 1],
      ['calls', 2],
    ]);
    expect(listened).toEqual(['rufblatt:event']);
  });

  it('keeps the latest hundred when nobody listens', () => {
    const { bridge, push } = bridged();
    for (let number = 0; number < 150; number++) push('status', number);
    const heard: unknown[] = [];
    bridge.onEvent((_name, payload) => heard.push(payload));
    expect([heard.length, heard[0], heard.at(-1)]).toEqual([100, 50, 149]);
  });
});
