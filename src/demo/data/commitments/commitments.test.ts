import { beforeAll, describe, expect, it } from 'vitest';
import { absenceTable } from '#shared/features/absences/model.ts';
import { standInsAt } from '#shared/features/absences/stand-ins.ts';
import { blockStateOn, blockTable } from '#shared/features/blocks/model.ts';
import { consentTable, optOutTable } from '#shared/features/consents/model.ts';
import { dutySessionTable } from '#shared/features/duty/model.ts';
import {
  offeringTable,
  providerContactTable,
  providerTable,
  serviceUseTable,
} from '#shared/features/offerings/model.ts';
import { partyTable } from '#shared/features/parties/model.ts';
import { pbxProfileTable } from '#shared/features/pbx-profile/model.ts';
import { taskTable } from '#shared/features/tasks/model.ts';
import { ticketGroupMemberTable, ticketGroupTable, ticketTable } from '#shared/features/tickets/model.ts';
import { ticketStateTable } from '#shared/features/tickets/states.ts';
import { partyRoleTable, partyTagTable, tagTable } from '#shared/features/tags/model.ts';
import { dayOf } from '#shared/kernel/day.ts';
import type { Row, Table } from '#shared/rows/table.ts';
import { demoData } from '../demo-data.ts';
import { rowsIn, rowsOf } from '../rows-of.ts';
import type { RowsByTable } from '../rows-of.ts';
import { STAFF, staffCommands } from '../staff.ts';

const NOW = Date.UTC(2026, 10, 23, 8);
const TODAY = dayOf(NOW);

let rows: readonly RowsByTable[];
beforeAll(() => {
  rows = demoData({ seed: 1, now: NOW }).map(({ staff, commands }) =>
    rowsOf([...staffCommands(staff), ...commands], { now: NOW, by: STAFF[0].id }),
  );
});
const all = <T extends Table>(table: T): readonly Row<T>[] => rows.flatMap((tenant) => rowsIn(tenant, table));

describe('what stands between the house and its customers, in the demo data', () => {
  it('has 14 active blocks, that of Kevin Roth until the 31st of March among them', () => {
    const active = all(blockTable).filter(
      (block) => blockStateOn({ ...block, liftedAt: block.lifted_at }, TODAY) === 'active',
    );
    expect(active).toHaveLength(14);
    const kevin = all(partyTable).find(({ name }) => name === 'Kevin Roth');
    expect(active.filter(({ party_id: party }) => party === kevin?.id)).toMatchObject([
      { kind: 'house-rules', until: '2027-03-31' },
    ]);
  });

  it('has 35 % who may be called and 20 % who have opted out of a channel', () => {
    const parties = all(partyTable).length;
    const distinct = (list: readonly { readonly party_id: string }[]) =>
      new Set(list.map(({ party_id: party }) => party)).size;
    expect(distinct(all(consentTable)) / parties).toBeCloseTo(0.35, 2);
    expect(distinct(all(optOutTable)) / parties).toBeCloseTo(0.2, 2);
    const jana = all(partyTable).find(({ name }) => name === 'Jana Reuter');
    expect(all(consentTable).filter(({ party_id: party }) => party === jana?.id)).toEqual([]);
  });

  it('has 15 tasks that show at a deputy, who is there', () => {
    const away = rows.flatMap((tenant) => {
      const standIns = standInsAt(
        rowsIn(tenant, absenceTable).map((row) => ({
          ...{ id: row.id, staffId: row.staff_id, deputyId: row.deputy_id },
          ...{
            fromAt: row.from_at,
            untilAt: row.until_at,
            reportedAt: row.reported_at,
            endedAt: row.ended_at,
          },
        })),
        NOW,
      );
      return standIns.flatMap(({ absentId, until }) =>
        rowsIn(tenant, taskTable).filter(
          (task) => task.assignee_id === absentId && task.state === 'open' && task.due_at < until,
        ),
      );
    });
    expect(away).toHaveLength(15);
  });

  it('has 40 providers with whom to ask and 110 offerings', () => {
    expect(all(providerTable)).toHaveLength(40);
    expect(all(offeringTable)).toHaveLength(110);
    const asked = new Set(all(providerContactTable).map(({ provider_id: id }) => id));
    expect(all(providerTable).filter(({ id }) => !asked.has(id))).toEqual([]);
  });

  it('has customers with services, ended ones among them, and Erika Brandt has three', () => {
    const erika = all(partyTable).find(({ name }) => name === 'Erika Brandt');
    const hers = all(serviceUseTable).filter(({ party_id: party }) => party === erika?.id);
    expect(hers.map(({ until }) => until !== null)).toEqual([false, false, true]);
    expect(all(serviceUseTable).length).toBeGreaterThan(400);
  });

  it('has tags, interests and roles', () => {
    expect(rowsIn(rows[0] ?? new Map(), tagTable).map(({ kind }) => kind)).toContain('interest');
    expect(all(partyTagTable).length).toBeGreaterThan(500);
    expect(new Set(all(partyRoleTable).map(({ role }) => role)).size).toBe(5);
  });

  it('has a house that has said how it telephones, names states of its tickets and takes turns at a desk', () => {
    const [lindental = new Map() as RowsByTable, ...others] = rows;
    expect(rowsIn(lindental, pbxProfileTable)).toMatchObject([
      { country: '49', area: '221', own_numbers: '+4922147101-xx', door: null, outside_line: null },
    ]);
    const [technician] = rowsIn(lindental, ticketStateTable).filter(({ category }) => category === 'pending');
    expect(rowsIn(lindental, ticketStateTable)).toHaveLength(2);
    const waiting = rowsIn(lindental, ticketTable).filter(({ state_id: id }) => id === technician?.id);
    expect(waiting.length).toBeGreaterThan(5);
    expect(waiting.every(({ state }) => state === 'pending')).toBe(true);

    const groups = rowsIn(lindental, ticketGroupTable);
    expect(groups.map(({ name }) => name)).toEqual(['Technik', 'Kursverwaltung', 'Empfang']);
    expect(rowsIn(lindental, ticketGroupMemberTable)).toHaveLength(4);
    const ofGroups = rowsIn(lindental, ticketTable).filter(({ group_id: group }) => group !== null);
    expect(groups.map(({ id }) => ofGroups.filter((row) => row.group_id === id).length)).toEqual([2, 2, 2]);
    expect(ofGroups.every(({ owner_id: owner, state }) => owner === '' && state === 'open')).toBe(true);

    const duties = rowsIn(lindental, dutySessionTable);
    expect(duties).toHaveLength(13);
    const [here, ...more] = duties.filter(({ ended_at: endedAt }) => endedAt === null);
    expect(more).toEqual([]);
    expect(here?.began_at).toBeLessThanOrEqual(NOW);
    const away = new Set(rowsIn(lindental, absenceTable).map(({ staff_id: id }) => id));
    expect(duties.filter(({ staff_id: id }) => away.has(id))).toEqual([]);
    expect(new Set(duties.map(({ staff_id: id }) => id)).size).toBe(2);
    expect(
      others.flatMap((tenant) => [...rowsIn(tenant, dutySessionTable), ...rowsIn(tenant, pbxProfileTable)]),
    ).toEqual([]);
  });
});
