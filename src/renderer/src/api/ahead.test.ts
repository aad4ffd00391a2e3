import { describe, expect, it } from 'vitest';
import { createAhead } from './ahead.ts';
import type { Ahead, Question } from './ahead.ts';

const question = (input: unknown): Question => ({ channel: 'things.of', input });

/** What was asked is answered when the test says so. */
function setUp(): { ahead: Ahead; answers: ((value: unknown) => void)[]; fail: (() => void)[] } {
  const answers: ((value: unknown) => void)[] = [];
  const fail: (() => void)[] = [];
  const ahead = createAhead(
    () =>
      new Promise((resolve, reject) => {
        answers.push(resolve);
        fail.push(() => reject(new Error('no')));
      }),
  );
  return { ahead, answers, fail };
}

describe('what is asked ahead', () => {
  it('is known once it is answered, and whoever asks meanwhile gets the same', async () => {
    const { ahead, answers } = setUp();
    const asked = ahead.ask([question({ id: 1 })]);
    const onItsWay = ahead.answerTo(question({ id: 1 }), []);
    expect(ahead.known(question({ id: 1 }), [])).toBeUndefined();
    expect(ahead.answerTo(question({ id: 2 }), [])).toBeUndefined();
    answers[0]?.('one');
    await asked;
    expect([await onItsWay, ahead.known(question({ id: 1 }), [])]).toEqual(['one', { value: 'one' }]);
  });

  it('is nobody’s once rows it goes by have changed, on its way or there', async () => {
    const { ahead, answers } = setUp();
    const asked = ahead.ask([question(1)]);
    ahead.changed(['party']);
    expect(ahead.answerTo(question(1), ['party'])).toBeUndefined();
    expect(ahead.answerTo(question(1), ['ticket'])).toBeDefined();
    answers[0]?.('old');
    await asked;
    expect(ahead.known(question(1), ['ticket', 'party'])).toBeUndefined();
    expect(ahead.known(question(1), ['ticket'])).toEqual({ value: 'old' });
    ahead.changed('everything');
    expect(ahead.known(question(1), [])).toBeUndefined();
  });

  it('is not known where it failed, and keeps nobody waiting', async () => {
    const { ahead, answers, fail } = setUp();
    const asked = ahead.ask([question(1), question(2)]);
    fail[0]?.();
    answers[1]?.('two');
    await asked;
    expect(ahead.answerTo(question(1), [])).toBeUndefined();
    expect(ahead.known(question(2), [])).toEqual({ value: 'two' });
  });

  it('is forgotten with the next asking, and what changed before does not count', async () => {
    const { ahead, answers } = setUp();
    void ahead.ask([question(1)]);
    ahead.changed(['party']);
    const asked = ahead.ask([question(2)]);
    for (const answer of answers) answer('late');
    await asked;
    expect(ahead.known(question(1), [])).toBeUndefined();
    expect(ahead.known(question(2), ['party'])).toEqual({ value: 'late' });
    ahead.forget();
    expect(ahead.known(question(2), [])).toBeUndefined();
  });
});
