import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TimelineEntry } from '#shared/features/interactions/contract.ts';
import { DIRECTIONS, INTERACTION_TYPES } from '#shared/features/interactions/model.ts';
import { interactionAddParticipant } from '#shared/features/interactions/participant-commands.ts';
import { interactionRecord } from '#shared/features/interactions/record-commands.ts';
import { TIMELINE_SECTIONS } from '#shared/timeline/timeline-source.ts';
import type { TimelineSection } from '#shared/timeline/timeline-source.ts';
import { openDeskReplica } from '#test/support/desk-replica.ts';
import type { DeskReplica } from '#test/support/desk-replica.ts';
import { idOf } from '#test/support/memory-rows.ts';
import { timeline, timelineCounts } from './timeline.ts';

const ERIKA = idOf(10);
const FRANK = idOf(11);
const FIRM = idOf(12);
const TICKET = idOf(50);

let desk: DeskReplica;
beforeEach(() => {
  desk = openDeskReplica();
  desk.addParty(ERIKA, 'Erika Brandt', '492214710612');
  desk.addParty(FRANK, 'Frank Brandt');
  desk.addParty(FIRM, 'Kessler Metallbau GmbH');
});
afterEach(() => desk.close());

const filter = { partyId: ERIKA, text: '', withPeople: false };
const all = { ...filter, section: null, offset: 0, limit: 200 };
function keyOf(entry: TimelineEntry): string {
  if (entry.kind === 'exchange') return entry.line.id;
  return entry.kind === 'thing' ? entry.card.ref.id : entry.ref.id;
}
const keys = (
  input: Partial<Omit<typeof all, 'section'>> & { readonly section?: TimelineSection | null } = {},
): readonly string[] => timeline(desk.host, { ...all, ...input }).map(keyOf);

interface Given {
  readonly direction?: (typeof DIRECTIONS)[number];
  readonly type?: (typeof INTERACTION_TYPES)[number];
  readonly partyId?: string;
  readonly body?: string;
  readonly links?: readonly { readonly type: string; readonly id: string }[];
}
let made = 1_000;
const record = (id: number, occurredAt: number, given: Given = {}): string => {
  const { type = 'mail', direction = 'in', partyId = ERIKA, body = `${id}`, links = [] } = given;
  desk.run(interactionRecord, {
    ...{ id: idOf(id), type, direction, partyId, occurredAt, outcome: null, body },
    links: links.map((to) => ({ linkId: idOf(++made), to })),
  });
  return idOf(id);
};

describe('a timeline', () => {
  it('is newest first, its tickets among what was exchanged', () => {
    record(1, 500);
    desk.now = 700;
    desk.addTicket(TICKET, 'Funkfinger defekt', ERIKA);
    record(2, 900, { direction: 'out' });
    expect(keys()).toEqual([idOf(2), TICKET, idOf(1)]);
    expect(timeline(desk.host, all)[1]).toMatchObject({
      kind: 'thing',
      section: 'tickets',
      at: 700,
      card: { detail: 'Funkfinger defekt' },
    });
  });

  it('has each entry in one of four sets, all of them together, however it is linked', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            type: fc.constantFrom(...INTERACTION_TYPES),
            direction: fc.constantFrom(...DIRECTIONS),
            at: fc.integer({ min: 1, max: 9 }),
            linkedTo: fc.subarray(['ticket', 'campaign', 'task', 'project']),
          }),
          { minLength: 1, maxLength: 12 },
        ),
        fc.constantFrom('', '1', 'erika', 'xyz'),
        (given, text) => {
          desk.close();
          desk = openDeskReplica();
          desk.addParty(ERIKA, 'Erika Brandt');
          desk.addTicket(TICKET, 'Funkfinger', ERIKA);
          for (const [index, { type, direction, at, linkedTo }] of given.entries())
            record(100 + index, at, {
              ...{ type, direction },
              links: linkedTo.map((linked) => ({ type: linked, id: TICKET })),
            });
          const whole = keys({ text });
          const parts = TIMELINE_SECTIONS.map((section) => keys({ text, section }));
          expect(parts.flat().toSorted()).toEqual(whole.toSorted());
          expect(new Set(whole).size).toBe(whole.length);
          if (text === '') expect(whole).toHaveLength(given.length + 1);
          const counts = timelineCounts(desk.host, { ...filter, text }).sections;
          expect(TIMELINE_SECTIONS.map((section) => counts[section])).toEqual(
            parts.map(({ length }) => length),
          );
          const inPages = Array.from({ length: whole.length }, (_, offset) =>
            keys({ text, offset, limit: 1 }),
          );
          expect(inPages.flat()).toEqual(whole);
        },
      ),
      { numRuns: 15 },
    );
  });

  it.each([
    ['in', { direction: 'in' as const }],
    ['out', { direction: 'out' as const }],
    ['out', { direction: 'none' as const, type: 'note' as const }],
    ['tickets', { links: [{ type: 'ticket', id: TICKET }] }],
    ['campaigns', { links: [{ type: 'campaign', id: idOf(60) }] }],
    ['campaigns', { links: ['campaign', 'ticket'].map((type) => ({ type, id: idOf(60) })) }],
    ['in', { links: [{ type: 'task', id: idOf(60) }] }],
  ])('has as %s: %j', (section, given) => {
    record(1, 500, given);
    expect(timeline(desk.host, all)).toMatchObject([{ section }]);
  });

  it('stands on the sheet of whoever took part, once', () => {
    record(1, 500);
    for (const [id, role] of [
      [70, 'spoken-with'],
      [71, 'present'],
    ] as const)
      desk.run(interactionAddParticipant, { id: idOf(id), interactionId: idOf(1), partyId: FRANK, role });
    expect(keys()).toEqual([idOf(1)]);
    expect(keys({ partyId: FRANK })).toEqual([idOf(1)]);
    expect(timeline(desk.host, { ...all, partyId: FRANK })).toMatchObject([
      {
        line: {
          partyName: 'Erika Brandt',
          participants: [{ name: 'Frank Brandt', role: 'spoken-with' }, { role: 'present' }],
        },
      },
    ]);
  });

  it('takes in an organisation’s people where that is asked for', () => {
    record(1, 500, { partyId: FIRM });
    record(2, 600, { partyId: FRANK });
    desk.host.runNamed('affiliation.add', {
      ...{ id: idOf(80), personId: FRANK, organisationId: FIRM, job: '' },
      ...{ departmentId: null, reportsTo: null, since: null, until: null },
    });
    expect(keys({ partyId: FIRM })).toEqual([idOf(1)]);
    expect(keys({ partyId: FIRM, withPeople: true })).toEqual([idOf(2), idOf(1)]);
    expect(timelineCounts(desk.host, { ...filter, partyId: FIRM }).people).toBe(1);
    expect(timelineCounts(desk.host, filter).people).toBe(0);
  });

  it.each([
    ['GROẞE', [3]],
    ['grosse', [3]],
    ['brandt kröger', [3, 2]],
    ['funkfinger', [2]],
    ['%', []],
    ['  ', [3, 2]],
  ])('finds %j in what was written, in names and in what is linked', (text, ids) => {
    desk.addStaff(desk.host.session().userId, 'Nadine Kröger', '21');
    desk.now = 100;
    desk.addTicket(TICKET, 'Funkfinger', FRANK);
    record(2, 600, { links: [{ type: 'ticket', id: TICKET }] });
    record(3, 700, { body: 'Große Bestellung' });
    expect(keys({ text })).toEqual(ids.map(idOf));
  });

  it('is read once for a sheet that asks for its counts and its first page in one turn', async () => {
    record(1, 500);
    let read = 0;
    const { db } = desk.host;
    const host = {
      ...desk.host,
      db: {
        ...db,
        prepare(sql: string) {
          if (sql.startsWith('WITH who')) read += 1;
          return db.prepare(sql);
        },
      } as typeof db,
    };
    const ask = (): readonly [number, number] => [
      timelineCounts(host, filter).sections.in,
      timeline(host, all).length,
    ];
    expect([ask(), read]).toEqual([[1, 1], 1]);
    // What is written in between is seen, in the same turn as in the next.
    record(2, 600);
    expect([ask(), read]).toEqual([[2, 2], 2]);
    await Promise.resolve();
    expect([ask(), read]).toEqual([[2, 2], 3]);
  });

  it('does not name what was linked and is gone', () => {
    record(1, 500, { links: [{ type: 'ticket', id: idOf(99) }] });
    expect(timeline(desk.host, all)).toMatchObject([{ section: 'tickets', line: { links: [] } }]);
  });
});
