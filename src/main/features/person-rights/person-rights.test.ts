import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CONCEALED } from '#main/host/describe.ts';
import { applyPage } from '#main/sync/apply-page.ts';
import type { Page } from '#main/sync/apply-page.ts';
import { createCommandRegistry } from '#shared/commands/command.ts';
import type { Actor } from '#shared/commands/command.ts';
import type { ErasurePreview, PersonRightsView } from '#shared/features/person-rights/contract.ts';
import { partyErase } from '#shared/features/person-rights/erase.ts';
import { partyRestrict, partyUnrestrict } from '#shared/features/person-rights/restrict.ts';
import { markOf } from '#shared/persons/erasure.ts';
import { openDeskReplica, SESSION } from '#test/support/desk-replica.ts';
import type { DeskReplica, RunningFeatures } from '#test/support/desk-replica.ts';
import { AGENT, idOf } from '#test/support/memory-rows.ts';

const STEWARD: Actor = { ...AGENT, roles: ['steward'] };
const [erika, frank] = [idOf(1), idOf(2)];
const DIGITS = '4922190009533';

let desk: DeskReplica;
let running: RunningFeatures;

beforeEach(async () => {
  desk = openDeskReplica({ user: { ...SESSION, roles: ['steward'] } });
  desk.addParty(erika, 'Erika Brandt', DIGITS);
  desk.addParty(frank, 'Frank Brandt');
  running = await desk.start('person-rights');
});
afterEach(async () => {
  await running.stop();
  desk.close();
});

const view = (): PersonRightsView => running.ask('person-rights.of', { partyId: erika }) as PersonRightsView;

describe('a restriction', () => {
  const restrict = (id = idOf(10)): void =>
    desk.run(partyRestrict, { id, partyId: erika, reason: 'kept-by-law', until: '2031-12-31' }, STEWARD);

  it('keeps the name out of pops and lists until it is lifted', () => {
    restrict();
    expect(view().restriction).toMatchObject({ reason: 'kept-by-law', until: '2031-12-31' });
    const names = desk.describe('party', [erika, frank]);
    expect([names.get(erika)?.name, names.get(frank)?.name]).toEqual([CONCEALED, 'Frank Brandt']);
    expect(running.ask('person-rights.restricted')).toMatchObject([{ partyId: erika, name: 'Erika Brandt' }]);
    desk.run(partyUnrestrict, { id: idOf(10) }, STEWARD);
    expect(view().restriction).toBeNull();
    expect(desk.describe('party', [erika]).get(erika)?.name).toBe('Erika Brandt');
  });

  it('stands once, and is no agent’s to make or to lift', () => {
    restrict();
    expect(() => restrict(idOf(11))).toThrow(
      expect.objectContaining({ code: 'person-rights.restricted-already' }),
    );
    const notYours = expect.objectContaining({ code: 'person-rights.not-yours' });
    expect(() => desk.run(partyUnrestrict, { id: idOf(10) }, AGENT)).toThrow(notYours);
    desk.signIn({ ...SESSION, roles: ['lead'] });
    expect(view()).toMatchObject({ mayKeep: false });
    expect(() => running.ask('person-rights.restricted')).toThrow(notYours);
    expect(() => running.ask('person-rights.preview', { partyId: erika })).toThrow(notYours);
  });
});

describe('the preview of an erasure', () => {
  it('counts what goes, and shows where others mention the name', () => {
    desk.addTicket(idOf(20), 'Sohn von Erika Brandt ruft an', frank);
    const preview = running.ask('person-rights.preview', { partyId: erika }) as ErasurePreview;
    expect(preview).toEqual({
      ...{ name: 'Erika Brandt', customerNo: null },
      tables: [
        { table: 'contact_point', rows: 1, anonymous: false },
        { table: 'party', rows: 1, anonymous: false },
      ],
      mentions: [{ table: 'ticket', id: idOf(20), text: 'Sohn von Erika Brandt ruft an' }],
    });
    expect(running.ask('person-rights.preview', { partyId: idOf(99) })).toBeNull();
  });
});

describe('an erasure that comes from the centre', () => {
  const keep = (partyId: string | null, text: string, id: string): void =>
    desk.host.local(['wrap_up', 'black_box', 'black_box_part'], (db) => {
      const draft = db.prepare(
        `INSERT INTO wrap_up (id, user_id, direction, party_id, started_at, note) VALUES (?, 'u', 'in', ?, 1, '')`,
      );
      draft.run(id, partyId);
      const box = `INSERT INTO black_box (id, device, began_at, bytes, is_cut) VALUES (?, 'x', 1, 1, 0)`;
      db.prepare(box).run(id);
      db.prepare('INSERT INTO black_box_part (box_id, seq, body) VALUES (?, 1, ?)').run(id, text);
    });
  const page = (more: Partial<Page>): Page => ({
    ...{ kind: 'page', epoch: 'e', from: 0, to: 1, complete: true, head: 9, rows: [], lastMid: 9 },
    ...{ outcomes: [], outcomesAfter: 0 },
    ...more,
  });

  it('takes drafts, recorded calls and refused commands along, of that person alone', () => {
    const core = {
      ...{ replica: desk.replica, clock: desk.host.clock },
      registry: createCommandRegistry([partyErase], [...desk.replica.tables.values()]),
    };
    const contact = desk.replica.db.prepare<[], string>('SELECT id FROM contact_point').pluck().get() ?? '';
    const rowOf = (table: string, id: string): Record<string, unknown> =>
      desk.replica.db
        .prepare<[string], Record<string, unknown>>(`SELECT * FROM ${table} WHERE id = ?`)
        .get(id) ?? {};
    const living = [
      { tbl: 'party', pk: erika, ver: 1, row: rowOf('party', erika) },
      { tbl: 'party', pk: frank, ver: 1, row: rowOf('party', frank) },
      { tbl: 'contact_point', pk: contact, ver: 1, row: rowOf('contact_point', contact) },
    ];
    applyPage(core, page({ rows: living, lastMid: 2 }));
    keep(erika, 'nothing', idOf(30));
    keep(null, `CallerIDNum: ${DIGITS}`, idOf(31));
    keep(frank, 'CallerIDName: Frank Brandt', idOf(32));
    const erasure = {
      ...{ id: idOf(40), scope_id: 'scope', reason: 'request', erased_by: 'u', erased_at: 1 },
      marks: [erika, contact].map(markOf),
    };
    applyPage(
      core,
      page({
        ...{ from: 1, to: 4, lastMid: 2 },
        rows: [
          { tbl: 'erasure', pk: idOf(40), ver: 2, row: erasure },
          { tbl: 'contact_point', pk: contact, ver: 3, row: null },
          { tbl: 'party', pk: erika, ver: 4, row: null },
        ],
      }),
    );
    const texts = JSON.stringify([
      desk.replica.db.prepare('SELECT * FROM wrap_up').all(),
      desk.replica.db.prepare('SELECT * FROM black_box_part').all(),
      desk.replica.db.prepare('SELECT * FROM acknowledged_command').all(),
    ]);
    expect(texts).not.toMatch(new RegExp(`${erika}|${DIGITS}|Erika`));
    expect(texts).toContain('Frank Brandt');
    const kept = desk.replica.db.prepare('SELECT id FROM wrap_up ORDER BY id').pluck().all();
    expect(kept).toEqual([idOf(31), idOf(32)]);
  });
});
