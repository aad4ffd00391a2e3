import { describe, expect, it } from 'vitest';
import { features } from '#shared/features.ts';
import { linkTable } from '#shared/links/links.ts';
import { waysOf } from '#shared/persons/rows-of-person.ts';
import type { Table } from '#shared/rows/table.ts';

/*
 * What is kept about a person is found by what the tables say of their columns (refTo, toldRef, a column of digits,
 * `tbl` and `pk`): so it is in the person's file and goes with an erasure. A table that nothing leads to is told here
 * to hold nothing about persons, and why.
 */

const tables: readonly Table[] = [linkTable, ...features.flatMap((feature) => feature.tables)];
const ways = waysOf(new Map(tables.map((table) => [table.name, table])));

/** Holds nothing about those whom the house deals with. */
const NOT_ABOUT_PERSONS: Readonly<Record<string, string>> = {
  ticket_kind: 'what a house calls its tickets',
  ticket_state: 'what a house calls the states of its tickets',
  ticket_group: 'who of the house answers for tickets together',
  ticket_group_member: 'who of the house is of such a group',
  house_line: 'what the house says on which of its own lines',
  pbx_profile: 'the telephone system of the house itself',
  erasure: 'names nobody: what is left of ids',
  staff: 'the people of the house itself; their data is in the hands of its administration',
  absence: 'who of the house’s own people is away, and who stands in',
  duty_session: 'who of the house’s own people sat at which desk, and when',
  staff_entry: 'what the phone book says of the people of the house',
  staff_photo: 'pictures of the people of the house',
  tag: 'words to choose from; who has one is in party_tag',
  provider: 'who offers something, as the directory says it',
  offering: 'what is offered',
  provider_contact: 'which of the house’s people answers for an offering',
  federation_person: 'people of neighbouring houses in their own directory, kept there',
};

describe('every table', () => {
  it('is reached from a party, or told to hold nothing about persons', () => {
    const unreached = tables.map(({ name }) => name).filter((name) => ways.get(name) === undefined);
    expect(unreached.filter((name) => NOT_ABOUT_PERSONS[name] === undefined)).toEqual([]);
    const reached = tables.map(({ name }) => name).filter((name) => ways.get(name) !== undefined);
    expect(reached.filter((name) => NOT_ABOUT_PERSONS[name] !== undefined)).toEqual([]);
  });

  it('is reached the way its columns say', () => {
    expect(Object.fromEntries(ways)).toMatchObject({
      party: 'party',
      contact_point: 'names',
      link: 'names',
      party_merge: 'names',
      missed_call: 'depends',
      party_merge_item: 'tells',
      conflict_note: 'tells',
      number_rule: 'number',
    });
  });

  it('keeps of an erased person columns that there are, and none that leads to a party or holds a number', () => {
    for (const { name, columns, anonymous = [] } of tables)
      for (const column of anonymous) {
        expect(columns[column], `${name}.${column}`).toBeDefined();
        expect(columns[column]?.ref, `${name}.${column}`).toBeUndefined();
        expect(['number', 'digits', 'body', 'note', 'name', 'call_key']).not.toContain(column);
      }
  });
});
