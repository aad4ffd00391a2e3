import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { interactionRecord, interactionWithdraw } from '#shared/features/interactions/record-commands.ts';
import { taskComplete, taskCreate } from '#shared/features/tasks/commands.ts';
import { linkAdd, linkRemove } from '#shared/links/links.ts';
import { openDeskReplica, SESSION } from '#test/support/desk-replica.ts';
import type { DeskReplica, RunningFeatures } from '#test/support/desk-replica.ts';
import { idOf } from '#test/support/memory-rows.ts';
import { openTasksOf, tasksOfEntry } from '#main/features/tasks/queries.ts';

const [ERIKA, FRANK, NOTE] = [idOf(1), idOf(2), idOf(5)];
const link = { id: idOf(31), from: { type: 'interaction', id: NOTE }, to: { type: 'task', id: idOf(11) } };

let desk: DeskReplica;
let running: RunningFeatures;
beforeEach(async () => {
  desk = openDeskReplica();
  running = await desk.start('interactions');
  desk.addParty(ERIKA, 'Erika Brandt');
  desk.addParty(FRANK, 'Frank Brandt');
  book(11, ERIKA, 100);
  book(12, ERIKA, 200);
  book(13, FRANK, 300);
  desk.run(interactionRecord, {
    ...{ id: NOTE, type: 'note', direction: 'none', partyId: ERIKA, occurredAt: 500, outcome: null },
    body: 'Techniker kommt Donnerstag',
  });
});
afterEach(async () => {
  await running.stop();
  desk.close();
});

function book(id: number, partyId: string, dueAt: number): void {
  desk.run(taskCreate, {
    ...{ id: idOf(id), kind: 'follow-up', title: `Aufgabe ${String(id)}`, partyId, dueAt, from: null },
    ...{ assigneeId: SESSION.userId, dueHasTime: true, promised: false },
  });
}
const entriesOf = (partyId: string): readonly unknown[] =>
  openTasksOf(desk.host, { partyId }).map(({ id, entries }) => [id, entries]);
const offered = (linked: readonly string[] = []): readonly unknown[] =>
  tasksOfEntry(desk.host, { partyId: ERIKA, linked }).map(({ id }) => id);
const ask = (channel: string, input: object): unknown => running.ask(`interactions.${channel}`, input);

describe('an entry that is linked with a task by hand', () => {
  it('is told at both, until it is unlinked, and again when that is undone', () => {
    expect(entriesOf(ERIKA)).toEqual([
      [idOf(11), 0],
      [idOf(12), 0],
    ]);
    desk.run(linkAdd, link);
    expect(entriesOf(ERIKA)).toEqual([
      [idOf(11), 1],
      [idOf(12), 0],
    ]);
    expect(ask('linkedTo', { to: link.to })).toMatchObject([
      { id: NOTE, body: 'Techniker kommt Donnerstag' },
    ]);
    expect(ask('entry', { id: NOTE })).toMatchObject({ links: [{ ref: link.to, name: 'Aufgabe 11' }] });
    desk.run(linkRemove, { id: link.id });
    expect(entriesOf(ERIKA)[0]).toEqual([idOf(11), 0]);
    expect(ask('entry', { id: NOTE })).toMatchObject({ links: [] });
    desk.run(linkAdd, { ...link, id: idOf(32) });
    expect(entriesOf(ERIKA)[0]).toEqual([idOf(11), 1]);
  });

  it('takes its link along when it is taken back', () => {
    desk.run(linkAdd, link);
    desk.run(interactionWithdraw, { id: NOTE });
    expect(entriesOf(ERIKA)[0]).toEqual([idOf(11), 0]);
  });

  it('is offered the party’s open tasks, and those it belongs to though they are done', () => {
    expect(offered()).toEqual([idOf(11), idOf(12)]);
    desk.run(taskComplete, { id: idOf(11) });
    expect(offered()).toEqual([idOf(12)]);
    expect(offered([idOf(11), idOf(13), idOf(99)])).toEqual([idOf(11), idOf(12), idOf(13)]);
  });
});
