import { describe, expect, it } from 'vitest';
import type { LinkState } from '../telephony/telephony-source.ts';
import { deskStatus } from './status-board.ts';

const centre = { state: 'online', asOf: 1, pending: 0, rejected: 0 } as const;
const cause = { code: 'wrong-secret', detail: 'refused' } as const;

describe('the status', () => {
  it.each<[LinkState, object]>([
    [{ stage: 'off' }, { state: 'off' }],
    [{ stage: 'connecting' }, { state: 'connecting' }],
    [{ stage: 'login' }, { state: 'connecting' }],
    [{ stage: 'resync' }, { state: 'connecting' }],
    [{ stage: 'ready', since: 1 }, { state: 'ready' }],
    [{ stage: 'waiting', cause, retryAt: 5 }, { state: 'waiting', fault: 'wrong-secret', detail: 'refused', retryAt: 5 }],
    [{ stage: 'refused', cause }, { state: 'refused', fault: 'wrong-secret', detail: 'refused' }],
  ])('tells of a PBX in %j', (link, pbx) => {
    expect(deskStatus({ link, centre, keyStrength: 'file' })).toEqual({ pbx, centre, keyStrength: 'file' });
  });
});
