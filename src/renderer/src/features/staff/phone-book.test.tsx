import { act, fireEvent, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { LiveCall } from '#shared/calls/live-call.ts';
import { PRESENCES } from '#shared/calls/presence.ts';
import type { Role } from '#shared/commands/command.ts';
import type { PhoneBookLine } from '#shared/features/staff/contract.ts';
import { NOW, ringing, session } from '#test/renderer/fixture.ts';
import { render } from '#test/renderer/render.tsx';
import type { Rendered } from '#test/renderer/render.tsx';
import { Toasts } from '../../ui/toasts.tsx';
import { initialsOf } from './person-photo.tsx';
import { PhoneBookScreen } from './phone-book-screen.tsx';
import { PresenceLight } from './presence-light.tsx';

const MEHMET: PhoneBookLine = {
  ...{ id: 'mehmet', name: 'Mehmet Yıldız', house: '', job: 'Service-Center', department: 'Zentrale' },
  ...{ place: 'Erdgeschoss', responsibilities: ['Hausnotruf'], extension: '22', phone: '', mail: null },
  ...{ hours: '', open: null, presence: 'talking', isAbsent: false, deputy: null, reach: 'busy' },
};

async function book(
  roles: readonly Role[],
  { calls = [], line = MEHMET }: { calls?: readonly LiveCall[]; line?: PhoneBookLine } = {},
): Promise<Rendered> {
  const rendered = render(
    <>
      <PhoneBookScreen />
      <Toasts />
    </>,
    {
      state: { session: { ...session, roles } },
      answers: {
        'staff.phoneBook': () => ({ lines: [line], more: 0, canTell: true }),
        'staff.persons': () => [line],
        'staff.photo': () => null,
        'staff.entry': () => ({
          ...{ name: line.name, shortName: 'Yıldız', extension: '22', mail: null, job: line.job },
          ...{ department: '', place: '', responsibilities: 'Hausnotruf', hours: '', phone: '' },
        }),
        'offerings.find': () => ({ hits: [], more: 0 }),
        'calls.transfer': ({ target }: { target: string }) => ({ target }),
        'commands.run': () => undefined,
      },
    },
  );
  const { bridge } = rendered;
  await act(async () => bridge.setCalls(calls));
  await screen.findByText(line.name);
  return rendered;
}
const asked = ({ bridge }: Rendered, channel: string): readonly unknown[] =>
  bridge.asked.filter((one) => one.channel === channel).map(({ input }) => input);

describe('the phone book', () => {
  it('says of every presence a word and a sign of its own', () => {
    const { container } = render(
      PRESENCES.map((presence) => <PresenceLight key={presence} presence={presence} />),
    );
    for (const word of ['frei', 'im Gespräch', 'klingelt', 'nicht stören', 'unbekannt'])
      expect(screen.getByText(word)).toBeTruthy();
    const signs = [...container.querySelectorAll('svg')].map((svg) => svg.innerHTML);
    expect(new Set(signs).size).toBe(PRESENCES.length);
  });

  it('calls by itself, and sends on while somebody is on the line', async () => {
    const rendered = await book(['agent']);
    expect(screen.queryByRole('button', { name: /^Weiterleiten/ })).toBeNull();
    const up: Partial<LiveCall> = { phase: 'talking', answeredAt: NOW, canControl: true };
    await act(async () => rendered.bridge.setCalls([ringing('exact', up)]));
    await act(async () => screen.getByRole('button', { name: /^Weiterleiten/ }).click());
    expect(asked(rendered, 'calls.transfer')).toEqual([{ id: ringing('exact').id, target: '22' }]);
    expect(await screen.findByText('Weitergeleitet an 22.')).toBeTruthy();
  });

  it('walks from the field to the hits and back', async () => {
    await book(['agent']);
    const field = screen.getByRole('textbox', { name: 'Im Telefonbuch suchen' });
    expect(document.activeElement).toBe(field);
    fireEvent.keyDown(field, { key: 'ArrowDown' });
    const name = screen.getByRole('button', { name: 'Mehmet Yıldız' });
    expect(document.activeElement).toBe(name);
    fireEvent.keyDown(name, { key: 'ArrowUp' });
    expect(document.activeElement).toBe(field);
  });

  it.each([
    [['agent'], false],
    [['steward'], true],
    [['lead'], true],
    [['admin'], true],
  ] as const)('is edited in the card by %j: %s', async (roles, may) => {
    await book(roles);
    await act(async () => screen.getByRole('button', { name: 'Mehmet Yıldız' }).click());
    await screen.findByRole('dialog');
    expect(screen.queryByRole('button', { name: 'Bearbeiten' }) !== null).toBe(may);
  });

  it('of another house is edited nowhere', async () => {
    await book(['admin'], {
      line: { ...MEHMET, house: 'KV Ahrenfeld', extension: null, phone: '0221 4710 921' },
    });
    await act(async () => screen.getByRole('button', { name: 'Mehmet Yıldız' }).click());
    await screen.findByRole('dialog');
    expect(screen.queryByRole('button', { name: 'Bearbeiten' })).toBeNull();
  });

  it('writes what was changed and nothing else', async () => {
    const rendered = await book(['steward']);
    await act(async () => screen.getByRole('button', { name: 'Mehmet Yıldız' }).click());
    await act(async () => (await screen.findByRole('button', { name: 'Bearbeiten' })).click());
    fireEvent.change(await screen.findByRole('textbox', { name: 'Nebenstelle' }), {
      target: { value: '29' },
    });
    fireEvent.change(screen.getByRole('textbox', { name: /^Erreichbar/ }), {
      target: { value: 'Mo–Fr 8–16 Uhr' },
    });
    await act(async () => screen.getByRole('button', { name: 'Speichern' }).click());
    expect(asked(rendered, 'commands.run')).toEqual([
      { name: 'staff.change', args: { id: 'mehmet', extension: '29' } },
      { name: 'staff.put-entry', args: { id: 'mehmet', hours: 'Mo–Fr 8–16 Uhr' } },
    ]);
  });

  it('shows initials where there is no picture', () => {
    expect(initialsOf('Dr. Anna-Lena von Berg')).toBe('AB');
    expect(initialsOf('Yıldız')).toBe('Y');
    expect(initialsOf('')).toBe('');
  });
});
