import { act, fireEvent, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { callIdOf, NOW, partyIdOf } from '#test/renderer/fixture.ts';
import { render } from '#test/renderer/render.tsx';
import type { WrapUp } from '#shared/calls/wrap-up.ts';
import { Toasts } from '../../ui/toasts.tsx';
import { WrapUpCard } from './wrap-up-card.tsx';

const MEHMET = callIdOf(22);
const of = (number: number, partyName: string | null): WrapUp => ({
  ...{ id: callIdOf(number), direction: 'in', partyId: partyIdOf(number), partyName, number: null },
  ...{ startedAt: NOW - 60_000, endedAt: NOW, outcome: null, note: 'Will Rückruf' },
});

it('passes on all of them or those that are ticked, says which, and takes them back', async () => {
  let passed = 0;
  const { bridge } = render(
    <>
      <WrapUpCard />
      <Toasts />
    </>,
    {
      state: { wrapUps: [of(1, 'Erika Brandt'), of(2, null), of(3, 'Frank Brandt')] },
      answers: {
        'wrap-up.passed': () => [],
        'wrap-up.pass': () => ({ passedId: callIdOf(100 + ++passed) }),
        'wrap-up.takeBack': () => undefined,
        'staff.everybody': () => [{ id: MEHMET, name: 'Mehmet Yıldız', leftAt: null, openWork: 0 }],
      },
    },
  );
  const inputs = (channel: string): readonly unknown[] =>
    bridge.asked.filter((one) => one.channel === channel).map(({ input }) => input);
  fireEvent.click(await screen.findByRole('button', { name: 'Übergeben …' }));
  fireEvent.click(await screen.findByRole('combobox', { name: 'An wen übergeben?' }));
  const mehmet = await screen.findByRole('option', { name: 'Mehmet Yıldız' });
  await act(async () => void fireEvent.click(mehmet));
  expect(screen.getByRole('checkbox', { name: 'Alle 3' })).toHaveProperty('checked', true);
  fireEvent.click(screen.getByRole('checkbox', { name: 'Unterdrückt' }));
  const send = screen.getByRole('button', { name: '2 übergeben' });
  await act(async () => void fireEvent.click(send));
  expect(await screen.findByText('2 Nachbereitungen übergeben: Erika Brandt und Frank Brandt')).toBeTruthy();
  expect(inputs('wrap-up.pass')).toEqual([
    { id: callIdOf(1), toUserId: MEHMET },
    { id: callIdOf(3), toUserId: MEHMET },
  ]);
  fireEvent.click(screen.getByRole('button', { name: 'Rückgängig' }));
  await expect
    .poll(() => inputs('wrap-up.takeBack'))
    .toEqual([{ passedId: callIdOf(101) }, { passedId: callIdOf(102) }]);
});
