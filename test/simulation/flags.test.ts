import { describe, expect, it } from 'vitest';
import { readSimulateFlags } from './flags.ts';

describe('the flags of npm run simulate', () => {
  it('say how many seeds, from which, on how many threads, with which planted bug', () => {
    expect(readSimulateFlags(['--seeds', '5', '--from', '0', '--mutant', 'loses-shadows'])).toMatchObject({
      kind: 'run',
      seeds: 5,
      from: 0,
      workers: 2,
      mutant: { name: 'loses-shadows' },
    });
    expect(readSimulateFlags(['--store', 'postgres'])).toMatchObject({ kind: 'run', store: 'postgres' });
    expect(readSimulateFlags([])).toMatchObject({ kind: 'run', store: 'sqlite' });
    expect(readSimulateFlags(['--list'])).toEqual({ kind: 'list' });
  });

  it.each([
    [['--seeds', 'many'], '--seeds takes a number'],
    [['--seeds', '0'], '--seeds takes a number'],
    [['--from=-1'], '--from takes a number'],
    [['--from', '1.5'], '--from takes a number'],
    [['--workers', '65'], '--workers takes a number'],
    [['--store', 'paper'], '--store: sqlite or postgres'],
    [['--mutant', 'no-such'], 'there is no no-such; there are'],
    [['--colour'], 'colour'],
    [['extra'], 'extra'],
  ])('%j are refused in words', (args, words) => {
    expect(() => readSimulateFlags(args)).toThrow(words);
  });
});
