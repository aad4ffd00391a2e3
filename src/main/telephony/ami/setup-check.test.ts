import { describe, expect, it } from 'vitest';

import type { SetupFinding } from '#shared/calls/setup-finding.ts';

import type { AmiAction } from './actions.ts';
import type { Clock } from '../link/clock.ts';
import type { ActionResult } from './action-result.ts';
import { toFrame } from './frame.ts';
import type { LibraryItem } from './frame.ts';
import { checkSetup, createSetupWatch } from './setup-check.ts';
import type { SetupWatch } from './setup-check.ts';

const ok = (item: LibraryItem = {}): ActionResult => ({ ok: true, frame: toFrame(item) });
const no: ActionResult = { ok: false, code: 'error', detail: 'Permission denied' };
const everything = ok({ originate: 'Originate a call.', getvar: '…', coreshowchannels: '…' });

/** A clock whose waits are over when the test says so. */
function handClock(): Clock & { readonly pending: number; pass(): void } {
  const waits = new Set<() => void>();
  return {
    now: () => 0,
    after(_ms, run) {
      waits.add(run);
      return () => void waits.delete(run);
    },
    get pending() {
      return waits.size;
    },
    pass() {
      for (const run of [...waits]) run();
    },
  };
}

const newchannel = (uniqueid: string, variables: Readonly<Record<string, string>>): LibraryItem => ({
  event: 'Newchannel',
  privilege: 'call,all',
  uniqueid,
  chanvariable: variables,
});

interface Parts {
  readonly watch?: SetupWatch;
  readonly clock?: ReturnType<typeof handClock>;
  readonly list?: ActionResult;
  readonly originate: (action: AmiAction, watch: SetupWatch) => ActionResult;
}

async function check({
  clock = handClock(),
  watch = createSetupWatch(clock),
  list = everything,
  originate,
}: Parts) {
  const sent: AmiAction[] = [];
  const found = await checkSetup({
    connection: {
      request: (action) => {
        sent.push(action);
        return Promise.resolve(action.name === 'ListCommands' ? list : originate(action, watch));
      },
    },
    watch,
    user: 'cti',
    waitMs: 3_000,
  });
  return { found, sent, clock };
}

const states = (found: readonly SetupFinding[]): Readonly<Record<string, string>> =>
  Object.fromEntries(found.map(({ item, state }) => [item, state]));

describe('a setup check', () => {
  it('finds the right to hang up and to transfer, which nobody must have', async () => {
    const stateWith = async (...actions: readonly string[]): Promise<string | undefined> => {
      const clock = handClock();
      const watch = createSetupWatch(clock);
      watch.frame(toFrame(newchannel('1.1', {})));
      const list = ok(Object.fromEntries(actions.map((name) => [name, '…'])));
      const { found } = await check({ clock, watch, list, originate: () => no });
      expect(found.find(({ item }) => item === 'write.call')?.line).toBe('write = originate,reporting,call');
      return states(found)['write.call'];
    };
    expect(await stateWith('hangup', 'blindtransfer')).toBe('ok');
    expect(await stateWith('hangup')).toBe('optional');
    expect(await stateWith()).toBe('optional');
  });

  it('hears of its own channel: calls may be read, and the variables are those that came with it', async () => {
    const { found, sent, clock } = await check({
      originate: (action, watch) => {
        watch.frame(toFrame(newchannel(action.fields['ChannelId'] ?? '', { DID: '', 'CALLERID(pres)': '' })));
        return ok();
      },
    });
    expect(states(found)).toEqual({
      'read.call': 'ok',
      'read.agent': 'unproved',
      'write.originate': 'ok',
      'write.reporting': 'ok',
      'write.call': 'optional',
      'channelvars.did': 'ok',
      'channelvars.presentation': 'ok',
      'channelvars.dnid': 'missing',
    });
    expect(sent[1]?.fields['Channel']).toBe('Local/s@rufblatt-setup-check');
    expect(clock.pending).toBe(0);
  });

  it('hears nothing of it in time: the right is missing', async () => {
    const clock = handClock();
    const { found } = await check({
      clock,
      originate: () => {
        queueMicrotask(() => clock.pass());
        return ok();
      },
    });
    expect(states(found)).toMatchObject({ 'read.call': 'missing', 'channelvars.did': 'unproved' });
  });

  it('may not even try: nothing is claimed, and no wait is left behind', async () => {
    const { found, clock } = await check({ list: no, originate: () => no });
    expect(new Set(Object.values(states(found)))).toEqual(new Set(['unproved']));
    expect(clock.pending).toBe(0);
  });

  it('makes no channel where calls were heard already', async () => {
    const clock = handClock();
    const watch = createSetupWatch(clock);
    watch.frame(toFrame(newchannel('1.1', { 'CALLERID(dnid)': '' })));
    watch.frame(toFrame({ event: 'AgentCalled', privilege: 'agent,all' }));
    const { found, sent } = await check({ clock, watch, list: ok({ getvar: '…' }), originate: () => no });
    expect(sent.map(({ name }) => name)).toEqual(['ListCommands']);
    expect(states(found)).toMatchObject({
      'read.call': 'ok',
      'read.agent': 'ok',
      'write.originate': 'missing',
      'write.reporting': 'missing',
      'channelvars.dnid': 'ok',
      'channelvars.did': 'missing',
    });
  });
});
