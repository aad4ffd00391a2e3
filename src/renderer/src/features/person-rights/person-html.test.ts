import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PersonFile } from '#shared/features/person-rights/person-file.ts';
import { personHtml } from './person-html.ts';
import type { PaperWords } from './person-html.ts';

const words: PaperWords = {
  language: 'de',
  text: (key) => key,
  thing: (table) => table,
  field: (_table, field) => field,
  value: (_table, _field, value) => value,
  moment: (at) => `moment ${at}`,
};

const fileWith = (name: string, value: unknown): PersonFile => ({
  format: 'rufblatt-person-file',
  version: 1,
  controller: name,
  madeAt: '2026-11-22T04:00:00.000Z',
  partyId: 'p',
  name,
  tables: [
    { table: 'party', rows: [{ id: 'p', deleted: true, fields: { name, note: value, checked_on: 5 } }] },
  ],
  contents: [],
  history: [
    { table: 'party', id: 'p', field: 'name', at: 7, by: 'u', outcome: 'applied', old: name, new: value },
  ],
  hidden: ['party.birth_date'],
  names: { u: 'Nadine Kröger' },
});

describe('the page for the person', () => {
  it('tells values, times, who it was, what was deleted and what is left out', () => {
    const html = personHtml(fileWith('Erika Brandt', 'Ruft nach 17 Uhr an'), words);
    for (const part of [
      'Erika Brandt',
      'Ruft nach 17 Uhr an',
      'moment 5',
      'moment 7',
      'Nadine Kröger',
      'deleted',
    ])
      expect(html).toContain(part);
    expect(html).toContain('party: birth_date');
    expect(html).toMatch(/^<!doctype html>\n<html lang="de">/);
  });

  it('needs nothing from anywhere, whatever was typed: no script, no picture, no link', () => {
    fc.assert(
      fc.property(fc.string(), fc.anything(), (name, value) => {
        const html = personHtml(fileWith(name, JSON.parse(JSON.stringify(value ?? null) ?? 'null')), words);
        const tags = [...html.matchAll(/<\/?([a-z0-9]+)[ >]/g)].map(([, tag]) => tag);
        const known =
          'html head meta title style body main h1 h2 span p section article dl div dt dd table thead tbody tr th td';
        expect(tags.filter((tag) => !known.split(' ').includes(tag ?? ''))).toEqual([]);
        expect(html).not.toMatch(/\s(src|href|on[a-z]+)=/);
      }),
      { examples: [['valueOf', '__proto__']] },
    );
    const attack = '<script>alert(1)</script><img src=x onerror=alert(1)>';
    expect(personHtml(fileWith(attack, attack), words)).not.toMatch(/<script|<img/);
  });
});
