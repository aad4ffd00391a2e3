import { expect, it } from 'vitest';
import { DEFAULT_POLICY } from '#shared/auth/protocol.ts';
import { idOf } from '#test/support/memory-rows.ts';
import { toSession } from './session-views.ts';
import type { StoredSession } from './stored-session.ts';

const stored: StoredSession = {
  ...{
    centre: 'http://127.0.0.1:1',
    token: 'secret',
    tenantId: idOf(1),
    tenantName: 'KV Lindental',
    demo: false,
  },
  ...{ userId: idOf(2), userName: 'Nadine Kröger', roles: ['agent'], scopeId: 'lindental' },
};
const shown = {
  ...{
    tenantName: 'KV Lindental',
    demo: false,
    userId: idOf(2),
    userName: 'Nadine Kröger',
    roles: ['agent'],
  },
};

it('the page hears what was decided for this desk where it is not as usual, and never the token', () => {
  expect(toSession(stored)).toEqual(shown);
  expect(toSession({ ...stored, policy: DEFAULT_POLICY })).toEqual(shown);
  const policy = { ...DEFAULT_POLICY, hidden: ['health'], reads: ['sheet'], fileMb: 50 };
  expect(toSession({ ...stored, policy, must: ['password'] })).toEqual({
    ...{ ...shown, hidden: ['health'], reads: ['sheet'], fileMb: 50, must: ['password'] },
  });
});
