import { describe, expect, it } from 'vitest';
import { createMatcher } from '../match/matcher.ts';
import { readMatchSet } from '../match/match-set.ts';
import { dialProfile } from '#shared/phone/dial-profile.ts';
import { linesOfDemo, linesOfLoadSet } from './lines.ts';

const NOW = Date.UTC(2026, 10, 23, 8);
const demo = { seed: 1, now: NOW, parties: 60 };

describe('the demo data as text', () => {
  it('is one JSON document with tenants, rows, duplicates and shared numbers', () => {
    const text = [...linesOfDemo({ ...demo, parties: 300 }, 'json')].join('');
    const { tenants } = JSON.parse(text) as {
      tenants: {
        slug: string;
        tables: Record<string, { id: string }[]>;
        duplicates: { parties: string[] }[];
      }[];
    };
    expect(tenants.map(({ slug }) => slug)).toContain('vitalwerk');
    const [lindental] = tenants;
    const ids = lindental?.tables['party']?.map(({ id }) => id);
    for (const { parties } of lindental?.duplicates ?? [])
      expect(ids).toEqual(expect.arrayContaining(parties));
    expect(lindental?.duplicates.length).toBeGreaterThan(5);
    expect([...linesOfDemo({ ...demo, parties: 300 }, 'json')].join('')).toBe(text);
  });

  it('is a row a line', () => {
    for (const line of linesOfDemo(demo, 'jsonl'))
      expect(Object.keys(JSON.parse(line) as object)).toEqual(['tenant', 'table', 'row']);
  });

  it('is a customer a line, as many cells in each', () => {
    const [header = '', ...lines] = linesOfDemo(demo, 'csv');
    for (const line of lines) expect(line.split(';')).toHaveLength(header.split(';').length);
    expect(lines).toHaveLength(60);
  });

  it('is a set that numbers are matched against', () => {
    const profile = dialProfile.parse({
      inbound: 'auto',
      outsideLine: '',
      country: '49',
      area: '221',
      internalLength: 3,
    });
    const matcher = createMatcher(readMatchSet([...linesOfDemo(demo, 'match')].join('')), profile);
    expect(matcher.match('+492214710733')).toMatchObject({ rule: 'shared' });
    expect(matcher.match('030/23125 247')).toMatchObject({ rule: 'stem', extension: '47' });
    matcher.close();
  });

  it('is the load set, made as it is read', () => {
    const million = { seed: 1, now: NOW, parties: 1_000_000 };
    for (const format of ['json', 'jsonl', 'csv', 'match'] as const) {
      const lines = linesOfLoadSet(million, format);
      expect([lines.next().value, lines.next().value, lines.next().value].join('')).toContain(
        format === 'match' ? '+999' : '999',
      );
    }
    const small = JSON.parse([...linesOfLoadSet({ ...million, parties: 30 }, 'json')].join('')) as {
      parties: object[];
    };
    expect(small.parties).toHaveLength(30);
  });
});
