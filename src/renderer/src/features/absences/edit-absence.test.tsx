import { fireEvent, screen } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import type { Role } from '#shared/commands/command.ts';
import type { AbsenceLine } from '#shared/features/absences/contract.ts';
import { dayOf } from '#shared/kernel/day.ts';
import { press, ran } from '#test/renderer/acts.ts';
import { NOW, session } from '#test/renderer/fixture.ts';
import { render } from '#test/renderer/render.tsx';
import type { Rendered } from '#test/renderer/render.tsx';
import { useToasts } from '../../ui/toast-store.ts';
import { Toasts } from '../../ui/toasts.tsx';
import { AbsencesScreen } from './absences-screen.tsx';

beforeEach(() => {
  useToasts.setState({ toasts: [] });
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  return () => vi.useRealTimers();
});

const DAY = 86_400_000;
const midnight = (day: string): number => new Date(`${day}T00:00`).getTime();
const absence: AbsenceLine = {
  ...{ id: 'a', staffId: 'k', staffName: 'Nadine Kröger', deputyId: 'y', deputyName: 'Mehmet Yıldız' },
  ...{ fromAt: midnight(dayOf(NOW + DAY)), untilAt: midnight(dayOf(NOW + 4 * DAY)), isNow: false },
  ...{ doneBy: null, mine: false },
};

async function screenOf(roles: readonly Role[], more: Partial<AbsenceLine> = {}): Promise<Rendered> {
  const rendered = render(
    <>
      <AbsencesScreen />
      <Toasts />
    </>,
    {
      state: { session: { ...session, roles } },
      answers: {
        'absences.upcoming': () => [{ ...absence, ...more }],
        'staff.everybody': () =>
          ['y', 'b'].map((id) => ({ id, name: `Kollege ${id}`, leftAt: null, openWork: 0 })),
        'commands.run': () => undefined,
      },
    },
  );
  await screen.findByText('Nadine Kröger');
  return rendered;
}

it.each([
  [['agent'], {}, false],
  [['steward'], {}, false],
  [['lead'], {}, true],
  [['admin'], {}, true],
  [['agent'], { staffId: session.userId, mine: true }, true],
] as const)('%j with %o may change it: %s', async (roles, more, may) => {
  await screenOf(roles, more);
  for (const name of [/^Abwesenheit von .* ändern$/, /^Abwesenheit von .* zurücknehmen$/])
    expect(screen.queryByRole('button', { name }) !== null).toBe(may);
});

it('is made shorter and given another deputy, in what was changed alone; undone in the same', async () => {
  const rendered = await screenOf(['lead']);
  await press('Abwesenheit von Nadine Kröger ändern');
  const dialog = await screen.findByRole('dialog');
  const last = dialog.querySelectorAll<HTMLInputElement>('input[type="date"]')[1];
  fireEvent.change(last as HTMLInputElement, { target: { value: dayOf(NOW + 2 * DAY) } });
  await press('Ändern');
  expect(ran(rendered)).toEqual([
    { name: 'absence.change', args: { id: 'a', staffId: 'k', untilAt: midnight(dayOf(NOW + 3 * DAY)) } },
  ]);
  await press(/^Rückgängig/);
  expect(ran(rendered)[1]).toEqual({
    name: 'absence.change',
    args: { id: 'a', staffId: 'k', untilAt: absence.untilAt },
  });
});

it('is not sent with days that are none', async () => {
  await screenOf(['lead']);
  await press('Abwesenheit von Nadine Kröger ändern');
  const dialog = await screen.findByRole('dialog');
  const last = dialog.querySelectorAll<HTMLInputElement>('input[type="date"]')[1];
  fireEvent.change(last as HTMLInputElement, { target: { value: dayOf(NOW - DAY) } });
  await screen.findByText('Der letzte Tag liegt vor dem ersten.');
  expect(screen.getByRole('button', { name: 'Ändern' }).hasAttribute('disabled')).toBe(true);
});

it('that is still to come is taken back', async () => {
  const rendered = await screenOf(['lead']);
  await press('Abwesenheit von Nadine Kröger zurücknehmen');
  expect(ran(rendered)).toEqual([{ name: 'absence.end', args: { id: 'a', staffId: 'k' } }]);
  await screen.findByText('Abwesenheit von Nadine Kröger zurückgenommen');
});
