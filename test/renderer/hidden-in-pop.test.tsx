import { act } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { SlotOutlet } from '#renderer/slots/slot-outlet.tsx';
import { popLine } from '#renderer/slots/slots.ts';
import { interactionTable } from '#shared/features/interactions/model.ts';
import { taskTable } from '#shared/features/tasks/model.ts';
import { ticketTable } from '#shared/features/tickets/model.ts';
import type { Table } from '#shared/rows/table.ts';
import * as fixture from './fixture.ts';
import { render } from './render.tsx';

const HIDDEN = 'nicht für Sie sichtbar';
const SECRET = 'Diabetes';

/* No column of a pop line is of a kind that is kept from people today; a house may come to want it, so one is made so. */
let restore = (): void => {};
afterEach(() => restore());

function makeSensitive(table: Table, name: string): void {
  const column = table.columns[name];
  if (!column) throw new Error(`no column ${name}`);
  Object.defineProperty(column, 'sensitivity', { value: 'health', configurable: true });
  restore = () => void Reflect.deleteProperty(column, 'sensitivity');
}

/** All that the pop says of somebody whose last note, ticket and promise all hold the secret. */
async function said(hidden: readonly string[]): Promise<string> {
  const partyId = fixture.partyIdOf(1);
  const [line] = fixture.interactions;
  const [ticket] = fixture.tickets;
  const [task] = fixture.tasks;
  if (!line || !ticket || !task) throw new Error('the fixture has all three');
  const { container } = render(
    <SlotOutlet slot={popLine} with={{ partyId, call: fixture.ringing('exact') }} />,
    {
      state: { session: { ...fixture.session, hidden } },
      answers: {
        'interactions.ofParty': () => [{ ...line, body: SECRET }],
        'tickets.openOf': () => [{ ...ticket, title: SECRET }],
        'tasks.openOf': () => [{ ...task, kind: 'follow-up', promised: true, title: SECRET }],
        'blocks.ofParty': () => [],
      },
    },
  );
  await act(async () => {});
  return container.textContent ?? '';
}

const FIELDS: readonly (readonly [string, Table, string])[] = [
  ['the last note', interactionTable, 'body'],
  ['the title of a ticket', ticketTable, 'title'],
  ['the title of a promise', taskTable, 'title'],
];

describe.each(FIELDS)('in the pop, %s', (_what, table, column) => {
  const times = (text: string, word: string): number => text.split(word).length - 1;

  it('says that it is hidden where it is, and never what', async () => {
    const shown = times(await said(['health']), SECRET);
    makeSensitive(table, column);
    const text = await said(['health']);
    expect(text).toContain(HIDDEN);
    expect(times(text, SECRET)).toBe(shown - 1);
  });

  it('is shown to whoever may see it', async () => {
    makeSensitive(table, column);
    const text = await said(['birth-date']);
    expect(text).not.toContain(HIDDEN);
    expect(text).toContain(SECRET);
  });
});
