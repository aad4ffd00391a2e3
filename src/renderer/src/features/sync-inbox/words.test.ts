import { describe, expect, it } from 'vitest';
import { conflictNoteTable } from '#shared/sync/conflict-note.ts';
import { features as sharedFeatures } from '#shared/features.ts';
import { linkAdd, linkRemove, linkTable } from '#shared/links/links.ts';
import { features } from '../../features.ts';
import { createTexts } from '../../i18n/setup.ts';

const texts = createTexts(features, 'de');
const namespaces = features.map(({ name }) => name);
const isKnown = (key: string): boolean => texts.exists(`words.${key}`, { ns: namespaces });

/* What is in conflict, rejected or in a history may be anything: it must have a name a person understands. */
describe('every feature has words in its catalogue', () => {
  const tables = [linkTable, ...sharedFeatures.flatMap((feature) => feature.tables)];

  it('for its things and their fields', () => {
    const keys = tables
      .filter(({ name }) => name !== conflictNoteTable.name)
      .flatMap(({ name, columnNames }) => [
        `thing.${name}`,
        ...columnNames.map((column) => `field.${name}.${column}`),
      ]);
    expect(keys.length).toBeGreaterThan(80);
    expect(keys.filter((key) => !isKnown(key))).toEqual([]);
  });

  it('for its commands', () => {
    const commands = [linkAdd, linkRemove, ...sharedFeatures.flatMap((feature) => feature.commands)];
    const keys = commands.map(({ name }) => `act.${name.replace(/@\d+$/, '')}`);
    expect(keys.filter((key) => !isKnown(key))).toEqual([]);
  });
});
