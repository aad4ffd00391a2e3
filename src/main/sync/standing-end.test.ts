import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_STANDING_BYTES } from '#shared/sync/protocol.ts';
import type { PullRequest } from '#shared/sync/protocol.ts';
import { createStandingEnd } from './standing-end.ts';

const pull = (cursor: number): PullRequest => ({
  ...{ client: 'c', epoch: 'e', schema: 1, cursor, tables: ['party'] },
});
const reply = { kind: 'reset', epoch: 'f', reason: 'epoch' } as const;
const READY = '{"ver":3,"answers":true}';

function setUp() {
  const heard: unknown[] = [];
  const sent: unknown[] = [];
  const end = createStandingEnd({
    hint: (ver) => heard.push(ver),
    connected: (isConnected) => heard.push(isConnected),
    answered: (request, answer) => heard.push([request.cursor, answer]),
  });
  const open = (): void => end.opened((text) => sent.push(JSON.parse(text)));
  const answer = (to: number, ver = 9): void => end.heard(JSON.stringify({ ver, to, reply }));
  return { end, heard, sent, open, answer };
}

describe("the desk's end of the channel", () => {
  it('lays a pull down where the centre answers, as soon as it says so, and takes the answer to it', () => {
    const { end, heard, sent, open, answer } = setUp();
    open();
    end.lay(pull(3));
    expect(sent).toEqual([]);
    end.heard(READY);
    expect(sent).toEqual([{ seq: 1, pull: pull(3) }]);
    answer(1);
    end.lay(pull(9));
    expect(sent[1]).toEqual({ seq: 2, pull: pull(9) });
    expect(heard).toEqual([3, [3, reply]]);
  });

  it('says nothing to a centre that does not answer', () => {
    const { end, heard, sent, open } = setUp();
    open();
    end.lay(pull(3));
    end.heard('{"ver":4}');
    expect([sent, heard]).toEqual([[], [4]]);
  });

  it('takes an answer that comes twice, late, too early or to nobody for a hint', () => {
    const { end, heard, open, answer } = setUp();
    open();
    end.heard(READY);
    answer(1, 4);
    end.lay(pull(3));
    end.lay(pull(5));
    answer(1, 6);
    answer(3, 7);
    answer(2, 8);
    answer(2, 9);
    end.lay(pull(9));
    end.lay(undefined);
    answer(3, 10);
    expect(heard).toEqual([3, 4, 6, 7, [5, reply], 9, 10]);
  });

  it('begins anew with each connection: what was laid down is gone, and the centre may be an older one', () => {
    const { end, heard, sent, open, answer } = setUp();
    open();
    end.heard(READY);
    end.lay(pull(3));
    end.closed();
    open();
    answer(1, 4);
    end.lay(pull(5));
    expect(sent).toHaveLength(1);
    end.heard(READY);
    expect(sent[1]).toMatchObject({ pull: { cursor: 5 } });
    expect(heard).toEqual([3, 4, 3]);
  });

  it('lays nothing down any more once it was refused, and never what is too long', () => {
    const { end, sent, open, answer, heard } = setUp();
    open();
    end.heard(READY);
    end.lay({ ...pull(3), tables: Array.from({ length: 2_000 }, () => 'x'.repeat(40)) });
    answer(1);
    expect(heard).toEqual([3, 9]);
    expect(MAX_STANDING_BYTES).toBeLessThan(2_000 * 40);
    end.closed(true);
    open();
    end.heard(READY);
    end.lay(pull(3));
    expect(sent).toEqual([]);
  });

  it('ignores whatever is no message, and believes no half of an answer', () => {
    const { end, heard, open } = setUp();
    open();
    end.heard(READY);
    end.lay(pull(3));
    const whole = JSON.stringify({ ver: 9, to: 1, reply });
    fc.assert(fc.property(fc.nat(whole.length - 1), (length) => end.heard(whole.slice(0, length))));
    fc.assert(fc.property(fc.string(), (text) => end.heard(text)));
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), (value) => {
        end.heard(JSON.stringify({ ver: -1, to: 1, reply: value }));
        end.heard(JSON.stringify(value));
      }),
    );
    expect(heard).toEqual([3]);
    end.heard('{"ver":4,"to":1,"reply":{"kind":"page"}}');
    expect(heard).toEqual([3, 4]);
  });
});
