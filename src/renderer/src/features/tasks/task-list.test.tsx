import { act, fireEvent, screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { TaskLine } from '#shared/features/tasks/contract.ts';
import { ran } from '#test/renderer/acts.ts';
import { NOW, tasks } from '#test/renderer/fixture.ts';
import { render } from '#test/renderer/render.tsx';
import type { Rendered } from '#test/renderer/render.tsx';
import { ExpectedCalls } from './expected-calls.tsx';
import { quickPicks } from './quick-picks.ts';
import { todayGroups } from './today-groups.ts';
import { TodayTasks } from './today-tasks.tsx';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  return () => vi.useRealTimers();
});

const [first] = tasks as readonly [TaskLine, ...TaskLine[]];
const HOUR = 3_600_000;
const AGAIN = quickPicks(NOW).find(({ key }) => key === 'hour')?.at;
const task = (title: string, more: Partial<TaskLine> = {}): TaskLine => ({
  ...first,
  id: title,
  title,
  ...more,
});
const due = task('Brief', { kind: 'letter', promised: false, dueAt: NOW + HOUR });
const late = task('Spät', { dueAt: NOW - HOUR });
const promised = task('Nachfassen', { kind: 'follow-up', promised: true, dueAt: NOW + HOUR });
const call = task('Angebot', { kind: 'callback', dueAt: NOW + HOUR, partyName: 'Metzgerei Huber' });

const rowOf = (list: string, index = 0): HTMLElement =>
  within(screen.getByRole('list', { name: list })).getAllByRole('listitem')[index] as HTMLElement;
const done = (title: string): HTMLElement => screen.getByRole('button', { name: `${title} erledigen` });
const press = (on: Element, key: string) => act(async () => void fireEvent.keyDown(on, { key }));

async function today(...lines: readonly TaskLine[]): Promise<Rendered> {
  const rendered = render(<TodayTasks />, { state: { tasks: lines } });
  await screen.findByText(lines[0]?.title ?? '');
  return rendered;
}

it('each task of a day is in one group', () => {
  const { due: open, overdue, promised: said, expected } = todayGroups([due, late, promised, call], NOW);
  expect([open, overdue, said, expected].map((group) => group.map(({ title }) => title))).toEqual([
    ['Brief'],
    ['Spät'],
    ['Nachfassen'],
    ['Angebot'],
  ]);
});

describe('today', () => {
  it('has what is due, then what is late, then what was promised', async () => {
    await today(due, late, promised, call);
    expect(screen.getAllByRole('list').map((list) => list.getAttribute('aria-label'))).toEqual([
      'Fällig',
      'Überfällig',
      'Zugesagt',
    ]);
  });

  it('is walked and worked by keys, the focus never lost', async () => {
    const rendered = await today(due, late);
    await act(async () => void fireEvent.keyDown(window, { key: 'ArrowDown' }));
    expect(document.activeElement).toBe(done('Brief'));
    await press(done('Brief'), 'ArrowDown');
    expect(document.activeElement).toBe(done('Spät'));
    await press(done('Spät'), 'a');
    expect(rendered.bridge.asked.filter(({ channel }) => channel === 'calls.dial')).toMatchObject([
      { input: { number: late.dial, party: { type: 'party', id: late.partyId } } },
    ]);
    await press(done('Spät'), 'v');
    fireEvent.click(await screen.findByRole('button', { name: 'in 1 Stunde' }));
    await act(async () => {});
    await press(done('Spät'), 'e');
    expect(document.activeElement).toBe(done('Brief'));
    expect(ran(rendered)).toMatchObject([
      { name: 'task.reschedule', args: { id: 'Spät', dueAt: AGAIN, dueHasTime: true } },
      { name: 'task.complete', args: { id: 'Spät' } },
    ]);
  });

  it('an attempt in vain is recorded with the time to try again', async () => {
    const rendered = await today(late);
    await press(done('Spät'), 'n');
    fireEvent.click(await screen.findByRole('button', { name: 'in 1 Stunde' }));
    await act(async () => {});
    expect(ran(rendered)).toMatchObject([
      { name: 'task.attempt', args: { id: 'Spät', due: { at: AGAIN, hasTime: true } } },
    ]);
  });

  it('says whom one stands in for, and who stands in for oneself, and how often it was tried', async () => {
    const other = { name: 'Mehmet Yıldız', mine: false };
    await today(
      task('Eins', { ...late, title: 'Eins', id: 'Eins', deputy: { name: 'ich', mine: true }, attempts: 2 }),
      task('Zwei', { ...late, title: 'Zwei', id: 'Zwei', deputy: other }),
    );
    expect(rowOf('Überfällig').textContent).toContain('in Vertretung für Nadine Kröger');
    expect(rowOf('Überfällig').textContent).toContain('2× nicht erreicht');
    expect(rowOf('Überfällig', 1).textContent).toContain('Vertretung: Mehmet Yıldız');
  });
});

it('who expects a call stands there by the hour', async () => {
  render(<ExpectedCalls />, { state: { tasks: [call, due] } });
  const time = new Intl.DateTimeFormat('de', { hour: '2-digit', minute: '2-digit' }).format(call.dueAt);
  expect(await screen.findByText(`${time} erwartet Metzgerei Huber Anruf`)).toBeTruthy();
  expect(screen.getAllByRole('listitem')).toHaveLength(1);
});
