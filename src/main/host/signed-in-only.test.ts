import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { call, defineContract, implement, returns } from '#shared/ipc/contract.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import { createRecordedLog } from '#test/support/recorded-log.ts';
import { createIpcRouter } from '../ipc/router.ts';
import { signedInOnly } from './signed-in-only.ts';

describe('a part for those who are signed in', () => {
  it('answers them and nobody else, and asks nothing of its handlers in vain', async () => {
    const contract = defineContract('notes', { read: call(z.object({ id: z.number() }), returns<string>()) });
    const read: number[] = [];
    let isSignedIn = false;
    const guarded = signedInOnly(
      implement(contract, {
        read: ({ id }) => {
          read.push(id);
          return `note ${id}`;
        },
      }),
      () => {
        if (!isSignedIn) throw new AppError('session.none', 'nobody is signed in');
      },
    );
    const router = createIpcRouter([guarded], createRecordedLog());
    expect(await router.call('notes.read', { id: 1 })).toMatchObject({
      ok: false,
      error: { code: 'session.none' },
    });
    isSignedIn = true;
    expect(await router.call('notes.read', { id: 2 })).toEqual({ ok: true, value: 'note 2' });
    expect(read).toEqual([2]);
  });
});
