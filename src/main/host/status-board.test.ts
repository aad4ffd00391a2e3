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
    [
      { stage: 'waiting', cause, retryAt: 5 },
      { state: 'waiting', fault: 'wrong-secret', detail: 'refused', retryAt: 5 },
    ],
    [
      { stage: 'refused', cause },
      { state: 'refused', fault: 'wrong-secret', detail: 'refused' },
    ],
  ])('tells of a PBX in %j', (link, pbx) => {
    const links = [{ adapter: 'ami', canDial: true, state: link }];
    const told = link.stage === 'off' ? pbx : { ...pbx, adapter: 'ami' };
    expect(deskStatus({ links, centre, keyStrength: 'file' })).toEqual({
      links: [{ ...pbx, adapter: 'ami' }],
      pbx: told,
      centre,
      keyStrength: 'file',
    });
  });

  it.each<[string, readonly (readonly [boolean, LinkState['stage']])[], true | undefined]>([
    ['one that listens is ready', [[false, 'ready']], true],
    [
      'one that dials is ready beside it',
      [
        [false, 'ready'],
        [true, 'ready'],
      ],
      undefined,
    ],
    [
      'the one that dials is not ready',
      [
        [false, 'ready'],
        [true, 'login'],
      ],
      true,
    ],
    ['none is ready', [[false, 'connecting']], undefined],
    [
      'all are off',
      [
        [false, 'off'],
        [true, 'off'],
      ],
      undefined,
    ],
  ])('tells whether all that is ready only listens: %s', (_what, doors, told) => {
    const links = doors.map(([canDial, stage], index) => ({
      adapter: String(index),
      canDial,
      state: (stage === 'ready' ? { stage, since: 1 } : { stage }) as LinkState,
    }));
    expect(deskStatus({ links, centre, keyStrength: 'file' }).pbx.onlyListens).toBe(told);
  });

  it('tells of every door, and which only listen', () => {
    const links = [
      { adapter: 'ami', canDial: true, state: { stage: 'refused', cause } },
      { adapter: 'fritzbox', canDial: false, state: { stage: 'ready', since: 1 } },
      { adapter: 'sip', canDial: true, state: { stage: 'off' } },
    ] as const;
    expect(deskStatus({ links, centre, keyStrength: 'file' }).links).toEqual([
      { adapter: 'ami', state: 'refused', fault: 'wrong-secret', detail: 'refused' },
      { adapter: 'fritzbox', state: 'ready', onlyListens: true },
      { adapter: 'sip', state: 'off' },
    ]);
  });

  it('tells of several doors the one in most need, and of none that is off', () => {
    const states: LinkState[] = [
      { stage: 'refused', cause },
      { stage: 'waiting', cause, retryAt: 5 },
      { stage: 'login' },
      { stage: 'ready', since: 1 },
      { stage: 'off' },
    ];
    const told = states.map((_state, worst) => {
      const links = states.slice(worst).map((state, index) => ({
        adapter: String(worst + index),
        canDial: true,
        state,
      }));
      const { pbx } = deskStatus({ links: links.toReversed(), centre, keyStrength: 'file' });
      return [pbx.adapter, pbx.state];
    });
    expect(told).toEqual([
      ['0', 'refused'],
      ['1', 'waiting'],
      ['2', 'connecting'],
      ['3', 'ready'],
      [undefined, 'off'],
    ]);
  });
});
