import Database from 'better-sqlite3';
import { beforeEach, describe, expect, it } from 'vitest';
import { coreMigrations } from '../replica/core-migrations.ts';
import type { ReadableDb, WritableDb } from '../replica/db.ts';
import { draftsOf, dropDraft, keepDraft } from './form-drafts.ts';

const DAY = 86_400_000;
const NOW = 100 * DAY;
let db: Database.Database;
beforeEach(() => {
  db = new Database(':memory:');
  for (const { sql } of coreMigrations) db.exec(sql);
});

const consent = { form: 'consents.give', about: 'erika' } as const;
const keep = (id: string, more: Partial<Parameters<typeof keepDraft>[1]> = {}): void =>
  keepDraft(db as unknown as WritableDb, {
    ...{ id, userId: 'nadine', ...consent, fields: `{"evidence":"${id}"}`, now: NOW },
    ...more,
  });
const of = (more: Partial<Parameters<typeof draftsOf>[1]> = {}): readonly string[] =>
  draftsOf(db as unknown as ReadableDb, { userId: 'nadine', ...consent, now: NOW, ...more }).map(
    ({ id }) => id,
  );

describe('what was being typed into a dialogue', () => {
  it('comes back with its fields, the latest first, of this dialogue and this customer', () => {
    keep('a');
    keep('b', { now: NOW + 1 });
    keep('other-customer', { about: 'frank' });
    keep('other-form', { form: 'blocks.set' });
    keep('of-nobody', { about: null });
    expect(of()).toEqual(['b', 'a']);
    expect(of({ about: null })).toEqual(['of-nobody']);
    keep('a', { fields: '{"evidence":"länger"}', now: NOW + 2 });
    expect(draftsOf(db as unknown as ReadableDb, { userId: 'nadine', ...consent, now: NOW })[0]).toEqual({
      ...{ id: 'a', at: NOW + 2, fields: { evidence: 'länger' } },
    });
  });

  it('is that person’s alone: nobody else sees, changes or drops it', () => {
    keep('a');
    expect(of({ userId: 'mehmet' })).toEqual([]);
    keep('a', { userId: 'mehmet', fields: '{"evidence":"theirs"}' });
    dropDraft(db as unknown as WritableDb, { id: 'a', userId: 'mehmet' });
    expect(of({ userId: 'mehmet' })).toEqual([]);
    expect(draftsOf(db as unknown as ReadableDb, { userId: 'nadine', ...consent, now: NOW })).toMatchObject([
      { id: 'a', fields: { evidence: 'a' } },
    ]);
    dropDraft(db as unknown as WritableDb, { id: 'a', userId: 'nadine' });
    expect(of()).toEqual([]);
  });

  it('is forgotten after two weeks, and beyond thirty of one person', () => {
    keep('old', { now: NOW - 14 * DAY });
    expect(of()).toEqual([]);
    keep('theirs', { userId: 'mehmet' });
    for (let i = 0; i < 31; i++) keep(`d${String(i).padStart(2, '0')}`, { now: NOW + i });
    expect(of()).toHaveLength(30);
    expect(of()).not.toContain('d00');
    expect(of({ userId: 'mehmet' })).toEqual(['theirs']);
    expect(db.prepare("SELECT 1 FROM form_draft WHERE id = 'old'").get()).toBeUndefined();
  });
});
