import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/kernel/app-error.ts';
import { ADMINISTRATION } from '#shared/features/administration/contract.ts';
import type { HouseSettings, PaperBook, UserLine } from '#shared/features/administration/requests.ts';
import * as fixture from '#test/renderer/fixture.ts';
import { render } from '#test/renderer/render.tsx';
import type { Rendered } from '#test/renderer/render.tsx';
import { Toasts } from '../../ui/toasts.tsx';
import { AdministrationLinks } from './administration-links.tsx';
import { HouseScreen } from './house-screen.tsx';
import { UsersScreen } from './users-screen.tsx';

const admin = { ...fixture.session, roles: ['admin'] as const };
const lead = { ...fixture.session, roles: ['lead'] as const };
const line = (userId: string, name: string, more: Partial<UserLine> = {}): UserLine => ({
  ...{ userId, name, login: name.toLowerCase().replace(' ', '.'), roles: ['agent'], disabled: false },
  ...{ mustChange: false, hasSecondFactor: false, devices: 0, seenAt: null },
  ...{ homeScopeId: 'lindental', scopeIds: ['lindental'] },
  ...more,
});
const users = [
  line(fixture.session.userId, 'Nadine Kröger', { roles: ['admin'] }),
  line('m', 'Mehmet Yıldız', { devices: 2, seenAt: fixture.NOW, hasSecondFactor: true }),
  line('g', 'Gerd Alt', { disabled: true }),
];
const settings: HouseSettings = {
  ...{ secondFactorRequired: false, leaseDays: 30, weakKeychain: 'warn', agentReach: 'team' },
  readingLog: { kinds: ['sheet'], keepDays: 90 },
};
const book: PaperBook = {
  papers: [
    {
      ...{ version: 1, title: 'Mandantenschutz', body: 'Niemand verkauft Adressen.' },
      ...{ publishedAt: fixture.NOW, holdsFrom: fixture.NOW, acceptedAt: null },
    },
  ],
  acceptances: [
    { userId: 'm', name: 'Mehmet Yıldız', acceptedAt: null },
    { userId: 'n', name: 'Nadine Kröger', acceptedAt: fixture.NOW },
  ],
};
const ACTS = [
  'rename',
  'setScopes',
  'setRoles',
  'setDisabled',
  'resetSecondFactor',
  'signOutEverywhere',
  'changeSettings',
  'publishPaper',
];

async function open(
  element: React.ReactElement,
  session: typeof admin | typeof lead = admin,
): Promise<Rendered> {
  const rendered = render(element, { state: { session } });
  const { bridge } = rendered;
  bridge.answer('administration.users', () => users);
  bridge.answer('administration.scopes', () => [
    { id: 'lindental', name: 'Lindental' },
    { id: 'weidenau', name: 'Weidenau' },
  ]);
  bridge.answer('administration.settings', () => settings);
  bridge.answer('administration.papers', () => book);
  for (const name of ACTS) bridge.answer(`administration.${name}`, () => undefined);
  for (const name of ['create', 'resetPassword'])
    bridge.answer(`administration.${name}`, () => ({ userId: 'p', password: 'abcd-efgh-jkmn-pqrs' }));
  await act(async () => bridge.emit('changed', { tables: [ADMINISTRATION] }));
  await act(async () => rendered.frame());
  return rendered;
}
const asked = ({ bridge }: Rendered): readonly unknown[] =>
  bridge.asked
    .filter(({ channel }) =>
      [...ACTS, 'create', 'resetPassword'].includes(channel.replace('administration.', '')),
    )
    .map(({ channel, input }) => [channel.slice('administration.'.length), input]);
const press = (name: string): Promise<void> =>
  act(async () => void fireEvent.click(screen.getByRole('button', { name })));
const panel = (name: string) => within(screen.getByRole('region', { name }));
const save = (name: string): HTMLElement => panel(name).getByRole('button', { name: 'Speichern' });
const type = (label: string, value: string): Promise<void> =>
  act(async () => void fireEvent.change(screen.getByLabelText(label), { target: { value } }));

describe('people and accounts', () => {
  it('are offered to administrators, and asked for by nobody else', async () => {
    const rendered = await open(<UsersScreen />, lead);
    expect(screen.getByText('Das verwalten nur Personen mit der Rolle Verwaltung.')).toBeTruthy();
    expect(rendered.bridge.asked.some(({ channel }) => channel.startsWith('administration.'))).toBe(false);
    rendered.unmount();
    const links = await open(<AdministrationLinks />, lead);
    expect(screen.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual(['#/organisation']);
    links.unmount();
    await open(<AdministrationLinks />);
    expect(screen.getAllByRole('link')).toHaveLength(2);
  });

  it('are added with a first password, shown until it is passed on', async () => {
    const rendered = await open(<UsersScreen />);
    await type('Name', 'Petra Sommer');
    await type('Anmeldename', 'petra');
    await type('Nebenstelle', '21a');
    expect(screen.getByRole('button', { name: 'Person anlegen' })).toHaveProperty('disabled', true);
    await type('Nebenstelle', '217');
    await act(async () => void fireEvent.click(screen.getByLabelText('Leitung')));
    await press('Person anlegen');
    expect(asked(rendered)).toEqual([
      [
        'create',
        { name: 'Petra Sommer', login: 'petra', extension: '217', mail: null, roles: ['agent', 'lead'] },
      ],
    ]);
    expect(screen.getByDisplayValue('abcd-efgh-jkmn-pqrs')).toBeTruthy();
    await press('Weitergegeben, ausblenden');
    expect(screen.queryByDisplayValue('abcd-efgh-jkmn-pqrs')).toBeNull();
  });

  it('are changed below their line: roles, password, factor, devices, account', async () => {
    const rendered = await open(<UsersScreen />);
    await press('Mehmet Yıldız ändern');
    const roles = within(screen.getByRole('group', { name: 'Rollen von Mehmet Yıldız' }));
    expect(roles.getByLabelText('Benutzer')).toHaveProperty('disabled', true);
    await act(async () => void fireEvent.click(roles.getByLabelText('Datenpflege')));
    await press('Neues Kennwort');
    await press('Zweiten Faktor entfernen');
    await press('Überall abmelden');
    await press('Zugang schließen');
    expect(asked(rendered)).toEqual([
      ['setRoles', { userId: 'm', roles: ['agent', 'steward'] }],
      ['resetPassword', { userId: 'm' }],
      ['resetSecondFactor', { userId: 'm' }],
      ['signOutEverywhere', { userId: 'm' }],
      ['setDisabled', { userId: 'm', disabled: true }],
    ]);
    await press('Mehmet Yıldız ändern: zuklappen');
    await press('Gerd Alt ändern');
    expect(screen.getByRole('button', { name: 'Zugang öffnen' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Zugang schließen' })).toBeNull();
  });

  it('get another name and other scopes, each with a way back', async () => {
    const rendered = await open(
      <>
        <UsersScreen />
        <Toasts />
      </>,
    );
    await press('Mehmet Yıldız ändern');
    const rename = screen.getByRole('button', { name: 'Umbenennen' });
    expect(rename).toHaveProperty('disabled', true);
    await type('Name von Mehmet Yıldız', ' Mehmet Yıldız-Kaya ');
    await act(async () => void fireEvent.click(rename));
    // Toasts of the tests before may still stand; the last one is this one's.
    const back = screen.getAllByRole('button', { name: /^Rückgängig/ }).at(-1);
    await act(async () => void (back && fireEvent.click(back)));
    const scopes = within(screen.getByRole('group', { name: 'Bereiche von Mehmet Yıldız' }));
    expect(scopes.getByLabelText('Lindental')).toHaveProperty('disabled', true);
    await act(async () => void fireEvent.click(scopes.getByLabelText('Weidenau')));
    expect(asked(rendered)).toEqual([
      ['rename', { userId: 'm', name: 'Mehmet Yıldız-Kaya' }],
      ['rename', { userId: 'm', name: 'Mehmet Yıldız' }],
      ['setScopes', { userId: 'm', scopeIds: ['lindental', 'weidenau'] }],
    ]);
  });

  it('one’s own account is not shut from here', async () => {
    await open(<UsersScreen />);
    await press('Nadine Kröger ändern');
    expect(screen.queryByRole('button', { name: 'Zugang schließen' })).toBeNull();
  });

  it('says why the centre refuses', async () => {
    const { bridge } = await open(
      <>
        <UsersScreen />
        <Toasts />
      </>,
    );
    bridge.answer('administration.setDisabled', () => {
      throw new AppError('user.last-admin', 'nobody would be left');
    });
    await press('Mehmet Yıldız ändern');
    await press('Zugang schließen');
    expect(await screen.findByText('Danach könnte niemand mehr verwalten.')).toBeTruthy();
  });
});

describe('the organisation', () => {
  it('saves what was changed and nothing else', async () => {
    const rendered = await open(<HouseScreen />);
    expect(save('Anmeldung und Geräte')).toHaveProperty('disabled', true);
    await type('Tage ohne Zentrale', '0');
    expect(save('Anmeldung und Geräte')).toHaveProperty('disabled', true);
    await type('Tage ohne Zentrale', '14');
    await act(async () => void fireEvent.click(save('Anmeldung und Geräte')));
    expect(asked(rendered)).toEqual([['changeSettings', { leaseDays: 14 }]]);
  });

  it('decides what of reading is written down and for how long, and says what is to be settled first', async () => {
    const rendered = await open(<HouseScreen />);
    const rules = panel('Leseprotokoll');
    expect(rules.getByText(/Mitbestimmung/)).toBeTruthy();
    const tick = (name: string): Promise<void> =>
      act(async () => void fireEvent.click(rules.getByRole('checkbox', { name })));
    await tick('gespeicherte Listen');
    await tick('gespeicherte Listen');
    expect(save('Leseprotokoll')).toHaveProperty('disabled', true);
    await tick('Suchen');
    await type('Tage aufbewahren', '2000');
    expect(save('Leseprotokoll')).toHaveProperty('disabled', true);
    await type('Tage aufbewahren', '30');
    await act(async () => void fireEvent.click(save('Leseprotokoll')));
    expect(asked(rendered)).toEqual([
      ['changeSettings', { readingLog: { kinds: ['sheet', 'search'], keepDays: 30 } }],
    ]);
  });

  it('publishes the next version of the policy, from a day on, and shows who has accepted', async () => {
    const rendered = await open(<HouseScreen />);
    const who = within(screen.getByRole('list', { name: 'Wer hat Fassung 1 angenommen?' }));
    expect(who.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      expect.stringContaining('noch offen'),
      expect.stringContaining('angenommen'),
    ]);
    await type('Text', 'Niemand verkauft Adressen.\n\nUnd niemand verschenkt sie.');
    await type('Gilt ab', '2027-01-01');
    await press('Veröffentlichen');
    expect(asked(rendered)).toEqual([
      [
        'publishPaper',
        {
          title: 'Mandantenschutz',
          body: 'Niemand verkauft Adressen.\n\nUnd niemand verschenkt sie.',
          holdsFrom: new Date('2027-01-01T00:00:00').getTime(),
        },
      ],
    ]);
  });

  it('is read by leads, who change nothing', async () => {
    await open(<HouseScreen />, lead);
    expect(screen.getByText('Mandantenschutz')).toBeTruthy();
    expect(screen.queryByRole('button')).toBeNull();
  });
});
