import { EventEmitter } from 'node:events';
import type { App } from 'electron';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { quitInOrder } from './quit-order.ts';

function setUp(stop: () => Promise<void>) {
  const emitter = new EventEmitter();
  const exits: number[] = [];
  const errors: unknown[] = [];
  const app = Object.assign(emitter, { exit: (code: number) => void exits.push(code) }) as unknown as Pick<
    App,
    'on' | 'exit'
  >;
  const isQuitting = quitInOrder(app, { stop, onError: (error) => errors.push(error), patience: 100 });
  const willQuit = (): boolean => {
    let prevented = false;
    emitter.emit('will-quit', { preventDefault: () => (prevented = true) });
    return prevented;
  };
  return { emitter, exits, errors, isQuitting, willQuit };
}

describe('quitInOrder', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('tells that quitting has begun', () => {
    const { emitter, isQuitting } = setUp(() => Promise.resolve());
    expect(isQuitting()).toBe(false);
    emitter.emit('before-quit');
    expect(isQuitting()).toBe(true);
  });

  it('holds the process until the host has stopped, once', async () => {
    const stop = vi.fn(() => Promise.resolve());
    const { exits, errors, willQuit } = setUp(stop);
    expect([willQuit(), willQuit()]).toEqual([true, true]);
    expect(exits).toEqual([]);
    await vi.runAllTimersAsync();
    expect(stop).toHaveBeenCalledTimes(1);
    expect([exits, errors]).toEqual([[0], []]);
  });

  it('goes with code 1 when stopping fails', async () => {
    const { exits, errors, willQuit } = setUp(() => Promise.reject(new Error('no')));
    willQuit();
    await vi.runAllTimersAsync();
    expect([exits, errors]).toEqual([[1], [new Error('no')]]);
  });

  it('goes all the same when stopping hangs', async () => {
    const { exits, errors, willQuit } = setUp(() => new Promise(() => undefined));
    willQuit();
    await vi.advanceTimersByTimeAsync(100);
    expect(exits).toEqual([1]);
    expect(errors).toHaveLength(1);
  });
});
