import { describe, expect, it } from 'vitest';
import { createDraftSaver } from './draft-saver.ts';
import type { SaveState } from './draft-saver.ts';

function setUp() {
  const saved: string[] = [];
  const states: SaveState[] = [];
  const running: { readonly done: () => void; readonly fail: () => void }[] = [];
  const saver = createDraftSaver({
    save: (text) => {
      saved.push(text);
      return new Promise((done, fail) => running.push({ done, fail: () => fail(new Error('no')) }));
    },
    onState: (state) => states.push(state),
  });
  return { saver, saved, states, running };
}

describe('createDraftSaver', () => {
  it('saves at the first key, at once', () => {
    const { saver, saved } = setUp();
    saver.push('F');
    expect(saved).toEqual(['F']);
  });

  it('has one write on its way, then writes the newest text only', async () => {
    const { saver, saved, running, states } = setUp();
    for (const text of ['F', 'Fu', 'Fun', 'Funk']) saver.push(text);
    expect(saved).toEqual(['F']);
    running[0]?.done();
    await Promise.resolve();
    expect(saved).toEqual(['F', 'Funk']);
    running[1]?.done();
    await saver.settled();
    expect(states).toEqual(['saving', 'saved']);
  });

  it('keeps what failed for the next try', async () => {
    const { saver, saved, running, states } = setUp();
    saver.push('F');
    running[0]?.fail();
    await saver.settled();
    expect(states.at(-1)).toBe('failed');
    saver.retry();
    running[1]?.done();
    await saver.settled();
    expect(saved).toEqual(['F', 'F']);
    expect(states.at(-1)).toBe('saved');
  });

  it('a newer text goes before one that failed', async () => {
    const { saver, saved, running } = setUp();
    saver.push('F');
    saver.push('Fu');
    running[0]?.fail();
    await saver.settled();
    saver.retry();
    expect(saved).toEqual(['F', 'Fu']);
  });

  it('tries once more what has failed before it says whether all is saved', async () => {
    const { saver, saved, running } = setUp();
    expect(await saver.flush()).toBe(true);
    saver.push('F');
    running[0]?.fail();
    await saver.settled();
    const first = saver.flush();
    await Promise.resolve();
    running[1]?.fail();
    expect(await first).toBe(false);
    const second = saver.flush();
    await Promise.resolve();
    running[2]?.done();
    expect(await second).toBe(true);
    expect(saved).toEqual(['F', 'F', 'F']);
  });

  it('has nothing to repeat once all is saved', async () => {
    const { saver, saved, running } = setUp();
    saver.push('F');
    running[0]?.done();
    await saver.settled();
    saver.retry();
    expect(saved).toEqual(['F']);
  });
});
