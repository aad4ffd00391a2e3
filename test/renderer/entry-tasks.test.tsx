import { act, fireEvent, screen, within } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { EntryAside } from '#renderer/features/interactions/entry-aside.tsx';
import { useOpenEntry } from '#renderer/features/interactions/entry-store.ts';
import { FollowUps } from '#renderer/features/tasks/follow-ups.tsx';
import { useToasts } from '#renderer/ui/toast-store.ts';
import { Toasts } from '#renderer/ui/toasts.tsx';
import type { InteractionLine } from '#shared/features/interactions/contract.ts';
import type { TaskLine } from '#shared/features/tasks/contract.ts';
import { ran } from './acts.ts';
import * as fixture from './fixture.ts';
import { render } from './render.tsx';
import type { Rendered } from './render.tsx';

const partyId = fixture.partyIdOf(1);
const [some] = fixture.tasks as readonly [TaskLine];
const [line] = fixture.interactions as readonly [InteractionLine];
const task: TaskLine = { ...some, id: fixture.idOf(6, 50), partyId, title: 'Techniker anmelden', entries: 2 };
const to = { type: 'task', id: task.id };
const from = { type: 'interaction', id: line.id };
const linkId = fixture.idOf(6, 51);

beforeEach(() => {
  useToasts.setState({ toasts: [] });
  useOpenEntry.getState().close();
});

async function entry(links: InteractionLine['links']): Promise<Rendered> {
  const rendered = render(
    <>
      <EntryAside partyId={partyId} />
      <Toasts />
    </>,
    {
      state: { tasks: [task] },
      answers: {
        'interactions.entry': () => ({ ...line, links }),
        'commands.run': () => undefined,
      },
    },
  );
  await act(async () => useOpenEntry.getState().show({ partyId, entryId: line.id }));
  return rendered;
}
async function press(name: string | RegExp): Promise<void> {
  const found = await screen.findByRole('button', { name });
  await act(async () => void fireEvent.click(found));
}
async function choice(): Promise<HTMLElement> {
  const group = await screen.findByRole('group', { name: 'Gehört zu Wiedervorlage' });
  return within(group).findByRole('button', { name: /Techniker anmelden/ });
}
const aLink = expect.any(String) as unknown;

it('an entry is linked with a task of the customer, and unlinked by the undo', async () => {
  const rendered = await entry([]);
  const button = await choice();
  expect(button.getAttribute('aria-pressed')).toBe('false');
  await act(async () => void fireEvent.click(button));
  expect((await choice()).getAttribute('aria-pressed')).toBe('true');
  await press(/^Speichern/);
  await press(/^Rückgängig/);
  const [added] = ran(rendered) as readonly { readonly args: { readonly id: string } }[];
  expect(ran(rendered)).toEqual([
    { name: 'link.add', args: { id: aLink, from, to } },
    { name: 'link.remove', args: { id: added?.args.id } },
  ]);
});

it('is unlinked where it was linked, and linked again by the undo', async () => {
  const rendered = await entry([{ linkId, ref: to, name: task.title, detail: '' }]);
  const button = await choice();
  expect(button.getAttribute('aria-pressed')).toBe('true');
  expect(rendered.bridge.asked.find(({ channel }) => channel === 'tasks.ofEntry')?.input).toEqual({
    ...{ partyId, linked: [task.id] },
  });
  await act(async () => void fireEvent.click(button));
  await press(/^Speichern/);
  await press(/^Rückgängig/);
  expect(ran(rendered)).toEqual([
    { name: 'link.remove', args: { id: linkId } },
    { name: 'link.add', args: { id: aLink, from, to } },
  ]);
});

it('a task on the sheet leads to the entries that belong to it, one without any does not', async () => {
  const bare = { ...task, id: fixture.idOf(6, 52), title: 'Ohne Protokoll', entries: 0 };
  render(<FollowUps partyId={partyId} />, {
    state: { tasks: [task, bare] },
    answers: { 'interactions.linkedTo': () => [{ ...line, body: 'Techniker kommt Donnerstag' }] },
  });
  await press('Techniker anmelden: 2 Protokolle lesen');
  const dialog = await screen.findByRole('dialog', { name: 'Techniker anmelden' });
  expect(await within(dialog).findByText('Techniker kommt Donnerstag')).toBeTruthy();
  expect(screen.queryByRole('button', { name: /^Ohne Protokoll: .*lesen/ })).toBeNull();
});
