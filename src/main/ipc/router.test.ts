import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { call, defineContract, implement, returns } from '#shared/ipc/contract.ts';
import type { Implementation } from '#shared/ipc/contract.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import { createRecordedLog } from '#test/support/recorded-log.ts';
import { createIpcRouter } from './router.ts';

const contract = defineContract('things', {
  double: call(z.object({ n: z.number() }), returns<number>()),
  refuse: call(z.object({}), returns<void>()),
  fail: call(z.object({}), returns<void>()),
});

const silent = { double: () => 0, refuse: () => undefined, fail: () => undefined };

function setUp(failure: unknown = new Error('a bug')) {
  const log = createRecordedLog();
  const router = createIpcRouter(
    [
      implement(contract, {
        double: async ({ n }) => n * 2,
        refuse: () => {
          throw new AppError('things.not-today', 'not today', { day: 'Sunday' });
        },
        fail: () => {
          throw failure;
        },
      }),
    ],
    log,
  );
  return { router, log };
}

describe('a call', () => {
  it('is answered', async () => {
    const { router } = setUp();
    expect(router.channels).toEqual(['things.double', 'things.refuse', 'things.fail']);
    expect(await router.call('things.double', { n: 21 })).toEqual({ ok: true, value: 42 });
  });

  it.each(['', 'things', 'things.', 'things.triple', 'toString', '__proto__', 'things.constructor'])(
    'to %j is unknown',
    async (channel) => {
      expect(await setUp().router.call(channel, {})).toMatchObject({
        ok: false,
        error: { code: 'ipc.unknown-call', params: { channel } },
      });
    },
  );

  it.each([undefined, null, 1, 'x', [], {}, { n: '1' }, { n: Number.NaN }])(
    'with %j has bad arguments',
    async (args) => {
      expect(await setUp().router.call('things.double', args)).toMatchObject({
        ok: false,
        error: { code: 'ipc.bad-arguments', params: { channel: 'things.double' } },
      });
    },
  );

  it('names the argument that is bad', async () => {
    expect(await setUp().router.call('things.double', { n: 'x' })).toMatchObject({
      error: { params: { where: 'n' } },
    });
  });

  it.each(['things.double', 'things.refuse', 'things.triple'])('to %s is heard of', async (channel) => {
    let asked = 0;
    const router = createIpcRouter([implement(contract, silent)], createRecordedLog(), {
      onAsked: () => void (asked += 1),
    });
    await router.call(channel, {});
    expect(asked).toBe(1);
  });

  it('that is refused tells why, and is no bug', async () => {
    const { router, log } = setUp();
    expect(await router.call('things.refuse', {})).toEqual({
      ok: false,
      error: { code: 'things.not-today', message: 'not today', params: { day: 'Sunday' } },
    });
    expect(log.lines).toEqual([]);
  });

  it.each([[[Object.create(null)]], [undefined], [Symbol('s')]])(
    'is answered whatever is thrown: %#',
    async (thrown) => {
      expect(await setUp(thrown).router.call('things.fail', {})).toMatchObject({
        ok: false,
        error: { code: 'internal' },
      });
    },
  );

  it('that meets a bug is answered and logged', async () => {
    const { router, log } = setUp();
    expect(await router.call('things.fail', {})).toMatchObject({
      ok: false,
      error: { code: 'internal', message: 'a bug' },
    });
    expect(log.lines).toEqual(['error a call failed']);
  });

  it('never throws, whatever is asked and whatever is thrown', async () => {
    const channel = fc.oneof(fc.string(), fc.constantFrom('things.double', 'things.refuse', 'things.fail'));
    const anything = fc.anything({
      withNullPrototype: true,
      withBigInt: true,
      withSparseArray: true,
      withTypedArray: true,
    });
    await fc.assert(
      fc.asyncProperty(channel, anything, anything, async (name, args, thrown) => {
        const { ok } = await setUp(thrown).router.call(name, args);
        expect(typeof ok).toBe('boolean');
      }),
    );
  });
});

describe('the router', () => {
  it('refuses a call without a handler and one with two, at the start', () => {
    const bare: Implementation = { contract, handlers: {} };
    expect(() => createIpcRouter([bare], createRecordedLog())).toThrow('things.double has no handler');
    const whole: Implementation = { contract, handlers: { double: () => 1, refuse: () => 1, fail: () => 1 } };
    expect(() => createIpcRouter([whole, whole], createRecordedLog())).toThrow(
      'things.double has two handlers',
    );
  });

  it('tells events to every listener, past one that fails', () => {
    const { router, log } = setUp();
    const heard: unknown[] = [];
    router.onEvent(() => {
      throw new Error('bug');
    });
    const off = router.onEvent((name, payload) => heard.push([name, payload]));
    router.emit('changed', { tables: ['party'] });
    off();
    router.emit('changed', { tables: ['task'] });
    expect(heard).toEqual([['changed', { tables: ['party'] }]]);
    expect(log.lines).toHaveLength(2);
  });
});
