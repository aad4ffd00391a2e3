import { describe, expect, it } from 'vitest';
import { stopAll } from './service.ts';
import type { Service } from './service.ts';

describe('stopAll', () => {
  it('stops in reverse, past failures, and throws the first of them', async () => {
    const stopped: string[] = [];
    const service = (name: string, failure?: Error): Service => ({
      start() {},
      async stop() {
        stopped.push(name);
        if (failure) throw failure;
      },
    });
    const services = [service('a', new Error('a')), service('b', new Error('b')), service('c')];
    await expect(stopAll(services)).rejects.toThrow('b');
    expect(stopped).toEqual(['c', 'b', 'a']);
  });
});
