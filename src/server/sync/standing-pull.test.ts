import { describe, expect, it } from 'vitest';
import type { PullRequest } from '#shared/sync/protocol.ts';
import { StandingPull } from './standing-pull.ts';
import { STANDING_VERSIONS } from './tail.ts';

const pull = (cursor: number): PullRequest => ({ client: 'c', epoch: 'e', schema: 1, cursor, tables: [] });

function setUp() {
  const said: unknown[] = [];
  const asked: { readonly cursor: number; answer(text: string | undefined): Promise<void> }[] = [];
  const state = { isBusy: false };
  const timers: (() => void)[] = [];
  const standing = new StandingPull({
    ask: ({ cursor }) =>
      new Promise((resolve) => {
        asked.push({
          cursor,
          async answer(text) {
            resolve(text);
            await new Promise(setImmediate);
          },
        });
      }),
    send: (text) => said.push(JSON.parse(text)),
    isBusy: () => state.isBusy,
    later: (_ms, call) => timers.push(call),
  });
  const lay = (seq: number, cursor: number): void => standing.lay({ seq, pull: pull(cursor) });
  const passTime = (): void => timers.splice(0).forEach((call) => call());
  return { standing, said, asked, state, lay, passTime };
}

const hint = (ver: number) => ({ ver, answers: true });

describe('a socket', () => {
  it('that has laid nothing down hears each version once', () => {
    const { standing, said } = setUp();
    for (const ver of [3, 3, 2, 4]) standing.news(ver);
    expect(said).toEqual([hint(3), hint(4)]);
  });

  it('is answered when a version passes the cursor of its pull, once', async () => {
    const { standing, said, asked, lay, passTime } = setUp();
    standing.news(3);
    lay(1, 3);
    expect(asked).toEqual([]);
    standing.news(4);
    expect(asked.map(({ cursor }) => cursor)).toEqual([3]);
    await asked[0]?.answer('{"kind":"x"}');
    standing.news(5);
    standing.news(6);
    expect(said.slice(1)).toEqual([{ ver: 4, to: 1, reply: { kind: 'x' } }]);
    // Its next pull did not come.
    passTime();
    passTime();
    standing.news(7);
    expect(said.slice(2)).toEqual([hint(6), hint(7)]);
  });

  it('is answered at once where the version has passed already', () => {
    const { standing, asked, lay } = setUp();
    standing.news(9);
    lay(1, 8);
    expect(asked).toHaveLength(1);
  });

  it('is answered the pull that it laid down last, and that one alone', async () => {
    const { standing, said, asked, lay } = setUp();
    standing.news(3);
    lay(1, 3);
    standing.news(5);
    lay(2, 4);
    await asked[0]?.answer('{"old":1}');
    expect(asked.map(({ cursor }) => cursor)).toEqual([3, 4]);
    await asked[1]?.answer('{"new":1}');
    expect(said).toEqual([hint(3), { ver: 5, to: 2, reply: { new: 1 } }]);
  });

  it('is told of what comes while it is answered: by the next answer', async () => {
    const { standing, said, asked, lay, passTime } = setUp();
    standing.news(3);
    lay(1, 3);
    standing.news(4);
    standing.news(5);
    await asked[0]?.answer('{}');
    lay(2, 4);
    await asked[1]?.answer('{}');
    passTime();
    expect(said.slice(1)).toEqual([
      { ver: 5, to: 1, reply: {} },
      { ver: 5, to: 2, reply: {} },
    ]);
  });

  it('is told of it by a hint where its next pull is not looked at', async () => {
    const { standing, said, asked, lay } = setUp();
    lay(1, 3);
    standing.news(4);
    standing.news(5);
    await asked[0]?.answer('{}');
    standing.decline();
    standing.decline();
    expect(said).toEqual([{ ver: 5, to: 1, reply: {} }, hint(5)]);
  });

  it('hears a hint where there is no answer, one that is far behind, new, or does not read', async () => {
    const failing = setUp();
    failing.lay(1, 3);
    failing.standing.news(4);
    await failing.asked[0]?.answer(undefined);
    expect(failing.said).toEqual([hint(4)]);

    const far = setUp();
    far.lay(1, 3);
    far.standing.news(3 + STANDING_VERSIONS + 1);
    const fresh = setUp();
    fresh.lay(1, 0);
    fresh.standing.news(1);
    const busy = setUp();
    busy.state.isBusy = true;
    busy.lay(1, 3);
    busy.standing.news(4);
    for (const { asked, said } of [far, fresh, busy]) {
      expect(asked).toEqual([]);
      expect(said).toHaveLength(1);
    }
  });

  it('that has everything hears nothing', () => {
    const { standing, said, asked, lay } = setUp();
    lay(1, 7);
    standing.news(6);
    standing.news(7);
    expect([said, asked]).toEqual([[], []]);
  });
});
