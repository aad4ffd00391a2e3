import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { LinkFault } from '../telephony-source.ts';
import { backoffDelay } from '#shared/kernel/backoff.ts';
import { linkOff, stepLink } from './link.ts';
import type { Link, LinkInput, LinkStep } from './link.ts';

const policy = { baseMs: 100, capMs: 1_000 };
const lost: LinkFault = { code: 'closed', detail: 'gone' };
const refused: LinkFault = { code: 'wrong-secret', detail: 'no' };

function step(link: Link, input: LinkInput): LinkStep {
  return stepLink(link, input, policy, () => 0.5);
}

function after(...inputs: LinkInput[]): LinkStep {
  return inputs.reduce<LinkStep>((last, input) => step(last.link, input), { link: linkOff, effects: [] });
}

const up: LinkInput[] = [
  { type: 'start' },
  { type: 'connected' },
  { type: 'loggedIn' },
  { type: 'resynced', at: 1_000 },
];

describe('the link', () => {
  it('opens at start, and once only', () => {
    expect(after({ type: 'start' }).effects).toEqual([{ type: 'open' }]);
    expect(after({ type: 'start' }, { type: 'start' }).effects).toEqual([]);
  });

  it('is ready when the calls are read', () => {
    expect(after(...up).link.state).toEqual({ stage: 'ready', since: 1_000 });
  });

  it('waits after a loss, then dials again', () => {
    const fallen = after(...up, { type: 'failed', fault: lost, at: 60_000 });
    expect(fallen.link.state).toEqual({ stage: 'waiting', cause: lost, retryAt: 60_075 });
    expect(fallen.effects).toEqual([{ type: 'close' }, { type: 'wait', ms: 75 }]);
    expect(step(fallen.link, { type: 'due' }).effects).toEqual([{ type: 'open' }]);
  });

  it('waits longer each time, up to the cap, and starts over once it stood firmly', () => {
    let link = after({ type: 'start' }).link;
    const waits: number[] = [];
    for (let round = 0; round < 6; round += 1) {
      const { effects, link: next } = step(link, { type: 'failed', fault: lost, at: 0 });
      waits.push(...effects.flatMap((effect) => (effect.type === 'wait' ? [effect.ms] : [])));
      link = step(next, { type: 'due' }).link;
    }
    expect(waits).toEqual([75, 150, 300, 600, 750, 750]);
    for (const input of up.slice(1)) link = step(link, input).link;
    expect(step(link, { type: 'failed', fault: lost, at: 1_500 }).effects).toContainEqual({
      type: 'wait',
      ms: 750,
    });
    expect(step(link, { type: 'failed', fault: lost, at: 11_000 }).effects).toContainEqual({
      type: 'wait',
      ms: 75,
    });
  });

  it('never tries a refused login again, until it is started anew', () => {
    const no = after({ type: 'start' }, { type: 'connected' }, { type: 'failed', fault: refused, at: 0 });
    expect(no.link.state).toEqual({ stage: 'refused', cause: refused });
    expect(no.effects).toEqual([{ type: 'close' }]);
    expect(step(no.link, { type: 'due' }).effects).toEqual([]);
    expect(step(no.link, { type: 'start' }).effects).toEqual([{ type: 'open' }]);
  });

  it('does nothing after stop, whatever comes', () => {
    const input = fc.oneof(
      fc.constantFrom<LinkInput>(
        { type: 'due' },
        { type: 'connected' },
        { type: 'loggedIn' },
        { type: 'stop' },
      ),
      fc.constantFrom<LinkInput>({ type: 'resynced', at: 1 }, { type: 'failed', fault: lost, at: 1 }),
    );
    fc.assert(
      fc.property(fc.array(input), fc.array(input), (before, later) => {
        let link = after({ type: 'start' }, ...before, { type: 'stop' }).link;
        for (const next of later) {
          const { link: stepped, effects } = step(link, next);
          expect([stepped.state.stage, effects]).toEqual(['off', []]);
          link = stepped;
        }
      }),
    );
  });

  it('keeps each wait between half and all of its ceiling', () => {
    fc.assert(
      fc.property(
        fc.nat(2_000),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (attempt, random) => {
          const ms = backoffDelay(policy, attempt, random);
          const ceiling = Math.min(policy.capMs, policy.baseMs * 2 ** Math.min(attempt, 30));
          expect(ms).toBeGreaterThanOrEqual(ceiling / 2);
          expect(ms).toBeLessThanOrEqual(ceiling);
        },
      ),
    );
  });
});
