import { act, fireEvent, screen, within } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { TodayScreen } from '#renderer/app/today-screen.tsx';
import { AbsencesScreen } from '#renderer/features/absences/absences-screen.tsx';
import { UsersScreen } from '#renderer/features/administration/users-screen.tsx';
import { CallbacksScreen } from '#renderer/features/callbacks/callbacks-screen.tsx';
import { DuplicatesScreen } from '#renderer/features/duplicates/duplicates-screen.tsx';
import { CallsScreen } from '#renderer/features/interactions/calls-screen.tsx';
import { CustomersScreen } from '#renderer/features/parties/customers-screen.tsx';
import { ReadingsOfParty } from '#renderer/features/reading-log/reading-screen.tsx';
import { OffersPart } from '#renderer/features/offerings/offers-part.tsx';
import { PeoplePart } from '#renderer/features/staff/people-part.tsx';
import { PhoneBookScreen } from '#renderer/features/staff/phone-book-screen.tsx';
import { TodayTasks } from '#renderer/features/tasks/today-tasks.tsx';
import { TeamTickets } from '#renderer/features/tickets/team-tickets.tsx';
import { session } from './fixture.ts';
import { render } from './render.tsx';

interface Saved {
  readonly name: string;
  readonly blob: Blob;
}
let saved: Saved[];
beforeEach(() => {
  saved = [];
  let blob = new Blob();
  vi.spyOn(URL, 'createObjectURL').mockImplementation((given) => {
    blob = given as Blob;
    return 'blob:x';
  });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function click(this: HTMLAnchorElement) {
    saved.push({ name: this.download, blob });
  });
});
afterEach(() => vi.restoreAllMocks());

async function press(name: string | RegExp): Promise<void> {
  const found = await screen.findByRole('button', { name });
  await act(async () => void fireEvent.click(found));
}

it.each<readonly [string, ReactNode, readonly string[], string, object]>([
  ['customers', <CustomersScreen key="a" />, ['name', 'city'], 'Kunden.csv|Name;Ort', { filters: {} }],
  ['calls', <CallsScreen key="b" />, ['at', 'number'], 'Anrufe.csv|', { filters: { show: 'all' } }],
  [
    'tickets',
    <TeamTickets key="c" />,
    ['number', 'title'],
    'Tickets.csv|',
    { filters: { show: 'open', exceptGroupsOf: session.userId } },
  ],
  ['callbacks', <CallbacksScreen key="d" />, ['calls', 'at'], 'Rückrufe.csv|', { filters: { show: 'open' } }],
  ['absences', <AbsencesScreen key="e" />, ['absent', 'deputy'], 'Abwesenheiten.csv|', { filters: {} }],
  ['duplicates', <DuplicatesScreen key="f" />, ['nameOne', 'score'], 'Dubletten.csv|', { filters: {} }],
  [
    ...(['readings', <ReadingsOfParty key="g" params={{ id: 'erika' }} />, ['at', 'reader']] as const),
    ...(['Leseprotokoll.csv|', { filters: { party: 'erika' } }] as const),
  ],
  [
    ...(['follow-ups', <TodayTasks key="i" />, ['dueAt', 'title'], 'Wiedervorlagen.csv|'] as const),
    { filters: { mineBefore: expect.stringMatching(/^\d+$/) } },
  ],
  ['offers', <OffersPart key="j" text="" />, ['name', 'place'], 'Angebote.csv|', { filters: {} }],
  ['colleagues', <PeoplePart key="k" text="" />, ['name', 'job'], 'Telefonbuch.csv|', { filters: {} }],
  [
    ...(['users', <UsersScreen key="h" />, ['name', 'login'], 'Personen und Zugänge.csv|Name'] as const),
    { filters: {} },
  ],
])(
  'the button beside %s saves that list, as it is narrowed, under its name',
  async (list, ui, columns, file, asked) => {
    const rows = [['=1+1', 'Köln']];
    const { bridge } = render(ui, {
      state: { session: { ...session, roles: ['lead', 'admin'] } },
      answers: {
        'imports.exportLists': () => [{ name: list, columns }],
        'imports.exportCount': () => rows.length,
        'imports.exportPage': () => ({ rows, next: null }),
      },
    });
    await press(/^Als Datei sichern: /);
    await press('Sichern');
    await act(async () => vi.waitFor(() => expect(saved.length).toBe(1)));
    const [{ name, blob } = { name: '', blob: new Blob() }] = saved;
    const [head = '', ...lines] = (await blob.text()).replace('\ufeff', '').split('\r\n');
    const [fileName, headers = ''] = file.split('|');
    expect(name).toBe(fileName);
    expect(head.split(';')).toHaveLength(columns.length);
    expect(head).toContain(headers);
    // A cell that a spreadsheet would take for a formula is text.
    expect(lines).toEqual(["'=1+1;Köln", '']);
    const page = bridge.asked.find(({ channel }) => channel === 'imports.exportPage');
    expect(page?.input).toMatchObject({ list, text: '', after: null, ...asked });
  },
);

it('beside a narrowed list saves what is left of it', async () => {
  const { bridge } = render(<CallsScreen />, {
    state: { session: { ...session, roles: ['lead'] } },
    answers: {
      'imports.exportLists': () => [{ name: 'calls', columns: ['at'] }],
      'imports.exportCount': () => 0,
      'imports.exportPage': () => ({ rows: [], next: null }),
    },
  });
  const missed = await screen.findByLabelText('Verpasst');
  await act(async () => void fireEvent.click(missed));
  await press(/^Als Datei sichern: /);
  await press('Sichern');
  await act(async () => vi.waitFor(() => expect(saved.length).toBe(1)));
  const page = bridge.asked.find(({ channel }) => channel === 'imports.exportPage');
  expect(page?.input).toMatchObject({ filters: { show: 'missed' } });
});

it.each<readonly [string, 'de' | 'en', ReactNode, readonly string[]]>([
  [
    ...(['Heute', 'de', <TodayScreen key="a" />] as const),
    [
      'Als Datei sichern: Offene Tickets des Teams',
      'Als Datei sichern: Tickets meiner Gruppen',
      'Als Datei sichern: Wiedervorlagen',
    ],
  ],
  [
    ...(['Today', 'en', <TodayScreen key="b" />] as const),
    [
      'Save as a file: Follow-ups',
      'Save as a file: Open tickets of the team',
      'Save as a file: Tickets of my groups',
    ],
  ],
  [
    ...(['Telefonbuch', 'de', <PhoneBookScreen key="c" />] as const),
    ['Als Datei sichern: Angebote', 'Als Datei sichern: Telefonbuch'],
  ],
])(
  'the buttons of %s (%s) are each named by what they save, as their dialogue is',
  async (_s, language, ui, names) => {
    render(ui, {
      language,
      state: { session: { ...session, roles: ['lead'] } },
      // Tickets of groups stand there only where there are some.
      answers: { 'tickets.waitingCount': () => 1 },
    });
    const buttons = (): HTMLElement[] => screen.queryAllByRole('button', { name: /: / });
    const isExport = (name: string): boolean => /^(?:Als Datei sichern|Save as a file)/.test(name);
    const found = (): string[] =>
      buttons()
        .map((button) => button.getAttribute('aria-label') ?? '')
        .filter(isExport)
        .toSorted();
    await act(async () => vi.waitFor(() => expect(found()).toHaveLength(names.length)));
    expect(found()).toEqual(names);
    for (const button of buttons().filter((one) => isExport(one.getAttribute('aria-label') ?? '')))
      // Who speaks what they see is understood.
      expect(button.getAttribute('aria-label')).toContain(button.textContent);
    const [first = ''] = names;
    await press(first);
    const dialogue = await screen.findByRole('dialog', { name: first });
    expect(
      within(dialogue).getByRole('button', { name: language === 'de' ? 'Schließen' : 'Close' }),
    ).toBeTruthy();
  },
);
