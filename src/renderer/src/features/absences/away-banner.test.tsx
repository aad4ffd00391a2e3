import { act, fireEvent, screen } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import type { AbsenceLine } from '#shared/features/absences/contract.ts';
import { NOW } from '#test/renderer/fixture.ts';
import { render } from '#test/renderer/render.tsx';
import { AwayBanner } from './away-banner.tsx';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  return () => vi.useRealTimers();
});

const DAY = 86_400_000;
const absence: AbsenceLine = {
  ...{ id: 'a', staffId: 'k', staffName: 'Nadine Kröger', deputyId: 'y', deputyName: 'Mehmet Yıldız' },
  ...{ fromAt: NOW - DAY, untilAt: NOW + DAY, isNow: true, doneBy: 'Mehmet Yıldız', mine: true },
};
const upcoming = (lines: readonly AbsenceLine[]) => ({ answers: { 'absences.upcoming': () => lines } });

it('says that one is reported absent and who does the work; one click ends it', async () => {
  const { bridge } = render(<AwayBanner />, upcoming([absence]));
  expect((await screen.findByRole('status')).textContent).toMatch(
    /^Sie sind abwesend gemeldet bis .*\. Was fällig wird, erledigt Mehmet Yıldız\./,
  );
  await act(async () => void fireEvent.click(screen.getByRole('button', { name: 'Ich bin wieder da' })));
  expect(bridge.asked.filter(({ channel }) => channel === 'commands.run').map(({ input }) => input)).toEqual([
    { name: 'absence.end', args: { id: 'a', staffId: 'k' } },
  ]);
});

it('says where nobody does it', async () => {
  render(<AwayBanner />, upcoming([{ ...absence, doneBy: null }]));
  expect(await screen.findByText(/auch Ihre Vertretung ist nicht da/)).toBeTruthy();
});

it.each([
  ['somebody else is away', { mine: false }],
  ['it is to come', { isNow: false }],
])('says nothing when %s', async (_when, more) => {
  const { bridge } = render(<AwayBanner />, upcoming([{ ...absence, ...more }]));
  await expect.poll(() => bridge.asked.map(({ channel }) => channel)).toContain('absences.upcoming');
  await act(async () => {});
  expect(screen.queryByRole('status')).toBeNull();
});
