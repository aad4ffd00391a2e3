import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stepCall, viewOf } from './call.ts';
import type { CtiCall } from './call.ts';
import { parseHook } from './hook.ts';

const NADINE = 'user-n';
const MEHMET = 'user-m';
const lines: Readonly<Record<string, string>> = { [NADINE]: 'w0', [MEHMET]: 'w1' };

interface Post {
  readonly event: string;
  readonly to?: readonly string[];
  readonly more?: object;
}

function run(posts: readonly Post[]): CtiCall | undefined {
  let call: CtiCall | undefined;
  for (const { event, to = [], more } of posts) {
    const named = Object.fromEntries(
      to.filter((user) => user in lines).map((user) => [user, lines[user] ?? '']),
    );
    const fields = { event, callId: '1', from: '492214710612', to: '4922147101', userId: to, ...more };
    call = stepCall(call, { key: 'k', hook: parseHook(fields), named, by: Object.keys(named)[0] ?? null });
  }
  return call;
}

function seen(posts: readonly Post[]): Record<string, unknown> {
  const call = run(posts);
  const brief = (user: string) => {
    const view = call && viewOf(call, user);
    return view?.end ?? view?.phase;
  };
  return { nadine: brief(NADINE), mehmet: brief(MEHMET) };
}

const both = [NADINE, MEHMET];

describe('a call of the webhook', () => {
  it.each([
    ['rings at both', [{ event: 'newCall', to: both }], 'ringing', 'ringing'],
    [
      'is answered by one',
      [
        { event: 'newCall', to: both },
        { event: 'answer', to: [MEHMET] },
      ],
      'answered-elsewhere',
      'answered',
    ],
    [
      'is answered by somebody else',
      [
        { event: 'newCall', to: both },
        { event: 'answer', to: ['w9'] },
      ],
      'answered-elsewhere',
      'answered-elsewhere',
    ],
    [
      'is answered by nobody in particular',
      [{ event: 'newCall', to: both }, { event: 'answer' }],
      'answered',
      'answered',
    ],
    [
      'is fetched',
      [
        { event: 'newCall', to: [NADINE] },
        { event: 'answer', to: [MEHMET] },
      ],
      'answered-elsewhere',
      'answered',
    ],
    [
      'is talked to its end',
      [{ event: 'newCall', to: both }, { event: 'answer', to: [MEHMET] }, { event: 'hangup' }],
      'answered-elsewhere',
      'completed',
    ],
    [
      'is given up',
      [
        { event: 'newCall', to: both },
        { event: 'hangup', more: { cause: 'cancel' } },
      ],
      'missed-caller',
      'missed-caller',
    ],
    [
      'rings out',
      [
        { event: 'newCall', to: [NADINE] },
        { event: 'hangup', more: { cause: 'noAnswer' } },
      ],
      'missed-no-answer',
      undefined,
    ],
    [
      'ends for no reason',
      [{ event: 'newCall', to: [NADINE] }, { event: 'hangup' }],
      'missed-caller',
      undefined,
    ],
    [
      'is handed on',
      [
        { event: 'newCall', to: [NADINE] },
        { event: 'answer', to: [NADINE] },
        { event: 'answer', to: [MEHMET] },
      ],
      'answered-elsewhere',
      'answered',
    ],
    [
      'goes out in vain',
      [
        { event: 'newCall', to: [NADINE], more: { direction: 'out' } },
        { event: 'hangup', more: { cause: 'noAnswer' } },
      ],
      'failed',
      undefined,
    ],
    [
      'is told backwards',
      [{ event: 'hangup' }, { event: 'answer', to: [MEHMET] }, { event: 'newCall', to: both }],
      undefined,
      undefined,
    ],
    [
      'is answered before it rings',
      [
        { event: 'answer', to: [MEHMET] },
        { event: 'newCall', to: both },
      ],
      'answered-elsewhere',
      'answered',
    ],
  ] as const)('%s', (_name, posts, nadine, mehmet) => {
    expect(seen(posts)).toEqual({ nadine, mehmet });
  });

  it('names who took it', () => {
    const call = run([
      { event: 'newCall', to: both },
      { event: 'answer', to: [MEHMET] },
    ]);
    expect(call && viewOf(call, NADINE)).toMatchObject({ takenBy: MEHMET });
    expect(call && viewOf(call, MEHMET)).toMatchObject({ takenBy: null, line: 'w1', number: '492214710612' });
  });

  it('once withheld stays withheld', () => {
    const posts = [
      { event: 'newCall', to: both, more: { from: 'anonymous' } },
      { event: 'answer', to: [MEHMET] },
      { event: 'hangup' },
    ];
    for (let length = 1; length <= posts.length; length++)
      expect(run(posts.slice(0, length))).toMatchObject({ withheld: true, number: null });
  });

  it('whatever comes in whatever order, twice: never goes back, and ends for good', () => {
    const post: fc.Arbitrary<Post> = fc.record({
      event: fc.constantFrom('newCall', 'answer', 'hangup'),
      to: fc.subarray([NADINE, MEHMET, 'w9']),
      more: fc.constantFrom({}, { from: 'anonymous' }, { direction: 'out' }, { cause: 'busy' }),
    });
    const rank = { ringing: 0, answered: 1, ended: 2 };
    fc.assert(
      fc.property(fc.array(post, { maxLength: 12 }), (posts) => {
        let before: CtiCall | undefined;
        for (let length = 1; length <= posts.length; length++) {
          const call = run(posts.slice(0, length));
          if (!call) throw new Error('no call');
          if (before) expect(rank[call.phase]).toBeGreaterThanOrEqual(rank[before.phase]);
          if (before?.phase === 'ended') expect(call).toEqual(before);
          if (call.withheld) expect(call.number).toBeNull();
          expect(call.phase === 'ended').toBe(call.end !== null);
          before = call;
        }
      }),
    );
  });
});
