import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packFields, unpackFields } from './conflict-note.ts';
import type { NoteField } from './conflict-note.ts';

const anyField: fc.Arbitrary<NoteField> = fc.record({
  field: fc.string(),
  late: fc.jsonValue() as fc.Arbitrary<NoteField['late']>,
  kept: fc.jsonValue() as fc.Arbitrary<NoteField['kept']>,
});

describe('the fields of a note', () => {
  it('come out as they went in, those of one sensitivity in a column of their own', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyField, { selector: ({ field }) => field }), (fields) => {
        const kinds = [undefined, 'health', 'birth-date'] as const;
        const sensitivityOf = (field: string) => kinds[field.length % kinds.length];
        const packed = packFields(fields, sensitivityOf);
        const byKind = kinds.flatMap((kind) => fields.filter(({ field }) => sensitivityOf(field) === kind));
        expect(unpackFields(packed)).toEqual(JSON.parse(JSON.stringify(byKind)));
        const masked = { ...packed, health_fields: null, birth_date_fields: null };
        expect(unpackFields(masked).every(({ field }) => sensitivityOf(field) === undefined)).toBe(true);
      }),
    );
  });

  it('are none where a column holds anything else', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (fields) => {
        const read = unpackFields({ fields, health_fields: null, birth_date_fields: fields });
        expect(read.every(({ field }) => typeof field === 'string')).toBe(true);
      }),
    );
    expect(unpackFields({ fields: '{', health_fields: null, birth_date_fields: '[1]' })).toEqual([]);
  });
});
