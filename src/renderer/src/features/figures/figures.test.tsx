import { screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { session } from '#test/renderer/fixture.ts';
import { render } from '#test/renderer/render.tsx';
import { FiguresCard } from './figures-card.tsx';
import { FiguresScreen } from './figures-screen.tsx';

const lead = { session: { ...session, roles: ['lead' as const] } };

it('every chart is a table, too: what is drawn is hidden from those who listen', async () => {
  const { container } = render(<FiguresScreen />, { state: lead });
  const lines = await screen.findByRole('table', { name: 'Anrufe nach Leitung', hidden: true });
  expect(within(lines).getByRole('row', { name: 'Service-Center 182 21', hidden: true })).toBeTruthy();
  expect(within(lines).getByRole('row', { name: 'übrige Leitungen 31 6', hidden: true })).toBeTruthy();
  expect(screen.getAllByRole('table', { hidden: true })).toHaveLength(3);
  for (const drawing of container.querySelectorAll('svg'))
    expect(drawing.getAttribute('aria-hidden')).toBe('true');
});

it('answered and missed differ by more than their colour', async () => {
  const { container } = render(<FiguresScreen />, { state: lead });
  await screen.findAllByRole('table', { hidden: true });
  const fills = new Set(
    [...container.querySelectorAll('g rect')].map((bar) =>
      (bar.getAttribute('fill') ?? '').replace(/#.*/, '#'),
    ),
  );
  expect(fills).toEqual(new Set(['currentColor', 'url(#']));
});

it('asks for nothing and says why where somebody leads nobody', () => {
  const { bridge } = render(<FiguresScreen />);
  expect(screen.getByText('Die Zahlen nach Leitung sieht nur die Teamleitung.')).toBeTruthy();
  expect(bridge.asked.map(({ channel }) => channel)).not.toContain('figures.forLeads');
});

it('of too few people there is no card', async () => {
  const none = { hours: null, lines: null, ticketAges: null };
  const { bridge, container } = render(<FiguresCard />, { answers: { 'figures.team': () => none } });
  await expect.poll(() => bridge.asked.map(({ channel }) => channel)).toContain('figures.team');
  expect(container.querySelector('section')).toBeNull();
});
