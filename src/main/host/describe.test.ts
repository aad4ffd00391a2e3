import { describe, expect, it } from 'vitest';
import type { ReadableDb } from '../replica/db.ts';
import { createDescribe, createRank } from './describe.ts';
import type { MainFeature } from './host.ts';

const db = {} as ReadableDb;
const feature = (name: string, more: Partial<MainFeature>): MainFeature => ({
  shared: { name, tables: [], commands: [] },
  migrations: [],
  ...more,
});
const named = (type: string, known: readonly string[]): MainFeature['describe'] => ({
  [type]: (_db, ids) =>
    ids
      .filter((id) => known.includes(id))
      .map((id) => ({ ref: { type, id }, name: `${type} ${id}`, detail: '' })),
});

describe('describing', () => {
  const describeThings = createDescribe(db, [
    feature('a', { describe: named('party', ['1', '2']) ?? {} }),
    feature('b', { describe: named('staff', ['1']) ?? {} }),
    feature('c', {}),
  ]);

  it('asks the feature whose type it is, and leaves out what is not there', () => {
    expect([...describeThings('party', ['2', '3']).keys()]).toEqual(['2']);
    expect(describeThings('staff', ['1']).get('1')?.name).toBe('staff 1');
  });

  it.each(['vehicle', '__proto__', 'constructor'])('answers nothing for a %s', (type) => {
    expect(describeThings(type, ['1']).size).toBe(0);
  });

  it('bothers nobody about nothing', () => {
    const shy = createDescribe(db, [
      feature('a', {
        describe: {
          party: () => {
            throw new Error('asked');
          },
        },
      }),
    ]);
    expect(shy('party', []).size).toBe(0);
  });

  it('refuses two describers of one type at the start', () => {
    const twice = [
      feature('a', { describe: named('party', []) ?? {} }),
      feature('b', { describe: named('party', []) ?? {} }),
    ];
    expect(() => createDescribe(db, twice)).toThrow('b describes party');
  });
});

describe('ranking', () => {
  it('adds the features’ weights up', () => {
    const rank = createRank(db, [
      feature('a', {
        rank: () =>
          new Map([
            ['1', 2],
            ['2', 1],
          ]),
      }),
      feature('b', { rank: () => new Map([['2', 1.5]]) }),
      feature('c', {}),
    ]);
    expect([...rank([])]).toEqual([
      ['1', 2],
      ['2', 2.5],
    ]);
  });
});
