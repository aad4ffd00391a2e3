import { describe, expect, it } from 'vitest';
import { loadParties, loadParty } from './load-set.ts';

describe('the load set', () => {
  it('is the same for the same seed, each party by itself', () => {
    const all = [...loadParties(1, 2_000)];
    expect(all).toEqual(Array.from({ length: 2_000 }, (_, index) => loadParty(1, index)));
    expect(loadParty(2, 7)).not.toEqual(loadParty(1, 7));
    expect(loadParty(1, 5_000_000).digits).toBe('999005000000');
  });

  it('gives everybody a number of their own that nobody can have, and no mail address that could exist', () => {
    const all = [...loadParties(1, 5_000)];
    expect(new Set(all.map(({ digits }) => digits)).size).toBe(all.length);
    expect(new Set(all.map(({ customerNo }) => customerNo)).size).toBe(all.length);
    for (const { digits, phone, mail } of all) {
      expect(digits).toMatch(/^999\d{9}$/);
      expect(phone.replace(/\D/g, '').replace(/^00/, '')).toBe(digits);
      if (mail !== null) expect(mail).toMatch(/^[a-z0-9.-]+@post-mail\.example$/);
    }
  });

  it('has many names, some of them much more frequent', () => {
    const counts = new Map<string, number>();
    for (const { lastName } of loadParties(1, 20_000))
      if (lastName !== null) counts.set(lastName, (counts.get(lastName) ?? 0) + 1);
    expect(counts.size).toBeGreaterThan(2_000);
    expect(Math.max(...counts.values())).toBeGreaterThan(100);
  });
});
