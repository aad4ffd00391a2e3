import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LiveCall } from '#shared/calls/live-call.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import { idOf } from '#test/support/memory-rows.ts';
import { liveCall } from '#test/support/live-call.ts';
import { createPopFollower } from './pop-follower.ts';
import type { Shell } from './shell.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp() {
  const heard = new Emitter<{ call: LiveCall; before: LiveCall | undefined }>();
  const live = new Map<string, LiveCall>();
  const seen: string[] = [];
  const note = (what: string) => (): void => void seen.push(what);
  const shell: Shell = {
    kind: 'electron',
    notify: note('notify'),
    showPop: (count) => void seen.push(`show ${String(count)}`),
    hidePop: note('hide'),
    showMain: note('main'),
    flash: (on) => void seen.push(on ? 'flash' : 'calm'),
  };
  const follower = createPopFollower(
    {
      live: () => [...live.values()],
      onCall: (listener) => heard.on(({ call, before }) => listener(call, before)),
    },
    shell,
  );
  return {
    follower,
    seen: () => seen.splice(0),
    put(call: LiveCall) {
      const before = live.get(call.id);
      live.set(call.id, call);
      heard.emit({ call, before });
    },
  };
}

const [one, two] = [liveCall(), liveCall({ id: idOf(2) })];
const lost = (call: LiveCall): LiveCall => ({
  ...call,
  phase: 'ended',
  endedAt: 1,
  end: { reason: 'answered-elsewhere' },
});

describe('the pop', () => {
  it('comes with the ring, stays a moment after it, and goes', async () => {
    const { follower, seen, put } = setUp();
    await follower.start();
    put(one);
    expect(seen()).toEqual(['show 1', 'flash']);
    put({ ...one, party: { type: 'party', id: idOf(9) } });
    expect(seen()).toEqual([]);
    put(lost(one));
    expect(seen()).toEqual(['calm']);
    vi.runAllTimers();
    expect(seen()).toEqual(['hide']);
  });

  it('does not come for a call the house ignores, and comes when the rule is gone', async () => {
    const { follower, seen, put } = setUp();
    await follower.start();
    const ignored = liveCall({ match: { rule: 'ignored', candidates: [], note: 'Tür' } });
    put(ignored);
    put({ ...ignored, device: 'PJSIP/22' });
    expect(seen()).toEqual([]);
    put(liveCall());
    expect(seen()).toEqual(['show 1', 'flash']);
    put(ignored);
    expect(seen()).toEqual(['calm', 'hide']);
  });

  it('stays while another one rings, and for a new one that comes during the farewell', async () => {
    const { follower, seen, put } = setUp();
    await follower.start();
    put(one);
    put(two);
    seen();
    put(lost(one));
    expect(seen()).toEqual(['show 2', 'flash']);
    put(lost(two));
    put(liveCall({ id: idOf(3) }));
    expect(seen()).toEqual(['calm', 'show 2', 'flash']);
    vi.runAllTimers();
    expect(seen()).toEqual([]);
  });

  it('has room for every call that rings, and is narrow again once it was gone', async () => {
    const { follower, seen, put } = setUp();
    await follower.start();
    put(one);
    put(two);
    expect(seen()).toEqual(['show 1', 'flash', 'show 2', 'flash']);
    put(lost(one));
    put(lost(two));
    vi.runAllTimers();
    seen();
    put(liveCall({ id: idOf(3) }));
    expect(seen()).toEqual(['show 1', 'flash']);
  });

  it('goes at once when the agent answers: the sheet has the call now', async () => {
    const { follower, seen, put } = setUp();
    await follower.start();
    put(one);
    seen();
    put({ ...one, phase: 'talking', answeredAt: 1 });
    expect([seen(), vi.getTimerCount()]).toEqual([['calm', 'hide'], 0]);
  });

  it('goes at once when the agent closes it, though the phone rings on', async () => {
    const { follower, seen, put } = setUp();
    await follower.start();
    put(one);
    seen();
    put({ ...one, dismissed: true });
    expect(seen()).toEqual(['calm', 'hide']);
    put({ ...lost(one), dismissed: true });
    expect([seen(), vi.getTimerCount()]).toEqual([[], 0]);
  });

  it('leaves nothing running', async () => {
    const { follower, seen, put } = setUp();
    await follower.start();
    put(one);
    put(lost(one));
    await follower.stop();
    seen();
    put(two);
    expect([seen(), vi.getTimerCount()]).toEqual([[], 0]);
  });
});
