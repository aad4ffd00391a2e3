import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { LiveCall } from '#shared/calls/live-call.ts';
import { ringing } from '#test/renderer/fixture.ts';
import { render } from '#test/renderer/render.tsx';
import { StaffHint } from './staff-hint.tsx';

const line = {
  ...{ id: 'mehmet', name: 'Mehmet Yıldız', house: '', job: 'Service-Center', department: 'Zentrale' },
  ...{ place: 'Erdgeschoss', responsibilities: ['Hausnotruf'], extension: '22', phone: '', mail: null },
  ...{ hours: '', open: null, presence: 'talking', isAbsent: false, deputy: null, reach: 'busy' },
};
const answers = { 'staff.persons': () => [line], 'staff.photo': () => null };

function callOf(rule: LiveCall['match']['rule']): LiveCall {
  const call = ringing('exact');
  const card = { ref: { type: 'staff', id: 'mehmet' }, name: 'Mehmet Yıldız', detail: '-22' };
  return { ...call, party: null, match: { ...call.match, rule, candidates: [card] } };
}

it('a colleague on their own extension: their card; not by any other rule', async () => {
  const { unmount } = render(<StaffHint call={callOf('own-extension')} />, { answers });
  await screen.findByRole('region', { name: 'Mehmet Yıldız, Kollege' });
  expect(screen.getByText('Service-Center · Zentrale')).toBeTruthy();
  expect(screen.getByText('Erdgeschoss · -22 · Hausnotruf')).toBeTruthy();
  unmount();
  const { bridge } = render(<StaffHint call={callOf('shared')} />, { answers });
  expect(bridge.asked.filter(({ channel }) => channel === 'staff.persons')).toEqual([]);
});
