import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { call, defineContract, implement, returns } from '#shared/ipc/contract.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import { createIpcRouter } from '#main/ipc/router.ts';
import { liveCall } from '#test/support/live-call.ts';
import { createRecordedLog } from '#test/support/recorded-log.ts';
import { callsFor, guardCalls } from './calls-for-anybody.ts';

const contract = defineContract('calls', {
  live: call(z.object({}), returns<unknown>()),
  dismiss: call(z.object({}), returns<string>()),
  dial: call(z.object({}), returns<string>()),
});
const known = liveCall({
  match: {
    rule: 'exact',
    candidates: [{ ref: { type: 'party', id: 'erika' }, name: 'Erika Brandt', detail: 'Lindental' }],
  },
  party: { type: 'party', id: 'erika' },
});

describe('the calls', () => {
  let session: object | null = null;
  const router = createIpcRouter(
    [
      guardCalls(
        implement(contract, { live: () => [known], dismiss: () => 'dismissed', dial: () => 'dialled' }),
        {
          require() {
            if (!session) throw new AppError('session.none', 'nobody is signed in');
          },
          live: () => callsFor(session, [known]),
        },
      ),
    ],
    createRecordedLog(),
  );

  it('have no names while nobody is signed in, and can only be closed', async () => {
    session = null;
    const reply = await router.call('calls.live', {});
    expect(reply).toMatchObject({ ok: true, value: [{ id: known.id, display: known.display, party: null }] });
    expect(JSON.stringify(reply)).not.toMatch(/Erika|erika|Lindental/);
    expect(await router.call('calls.dial', {})).toMatchObject({ error: { code: 'session.none' } });
    expect(await router.call('calls.dismiss', {})).toEqual({ ok: true, value: 'dismissed' });
  });

  it('are whole for who is', async () => {
    session = {};
    expect(await router.call('calls.live', {})).toEqual({ ok: true, value: [known] });
    expect(await router.call('calls.dial', {})).toEqual({ ok: true, value: 'dialled' });
  });
});
