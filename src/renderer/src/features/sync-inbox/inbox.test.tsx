import { act, fireEvent, screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ConflictView, HistoryView, RejectedView } from '#shared/features/sync-inbox/contract.ts';
import { ran } from '#test/renderer/acts.ts';
import { NOW, partyIdOf } from '#test/renderer/fixture.ts';
import { render } from '#test/renderer/render.tsx';
import type { Rendered } from '#test/renderer/render.tsx';
import { useToasts } from '../../ui/toast-store.ts';
import { HistoryButton } from './history-button.tsx';
import { NavGroup } from '../../app/nav-group.tsx';
import { navigate } from '../../app/router.ts';
import { screensOf } from '../../app/screens.ts';
import { features } from '../../features.ts';
import { InboxLink, InboxStatus } from './inbox-link.tsx';
import { InboxScreen } from './inbox-screen.tsx';

const text = (words: string) => ({ kind: 'text', text: words }) as const;
const town: ConflictView = {
  id: partyIdOf(31),
  isLocal: false,
  ref: { type: 'party', id: partyIdOf(1) },
  name: 'Erika Brandt',
  detail: '',
  side: 'late',
  isGone: false,
  command: 'party.edit',
  fields: [
    {
      field: 'city',
      mine: text('Bonn'),
      theirs: text('Köln'),
      now: text('Köln'),
      isKept: true,
      isLate: false,
    },
  ],
  mineAt: NOW - 60_000,
  otherName: 'Mehmet Yıldız',
  otherAt: NOW - 120_000,
  seenAt: null,
  typed: 'Bonn',
};
const ticket: ConflictView = {
  ...town,
  id: partyIdOf(32),
  ref: { type: 'ticket', id: partyIdOf(2) },
  name: '26-004711-9',
  side: 'kept',
  command: 'ticket.set-state',
  fields: [
    {
      field: 'state',
      mine: text('open'),
      theirs: text('closed'),
      now: text('pending'),
      isKept: false,
      isLate: false,
    },
  ],
};
const gone: ConflictView = {
  ...town,
  id: partyIdOf(33),
  ref: { type: 'contact_point', id: partyIdOf(3) },
  name: null,
  isGone: true,
  otherName: null,
};
const refusedNote: RejectedView = {
  id: 4,
  command: 'interaction.describe',
  names: ['Heide Huber'],
  at: NOW - 60_000,
  code: 'ticket.gone',
  params: {},
  seenAt: null,
  typed: 'Ruft morgen wieder an',
};

let lists: { conflicts: readonly ConflictView[]; rejected: readonly RejectedView[] };
const copied = vi.fn(async (_text: string) => undefined);
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  lists = { conflicts: [town, ticket, gone], rejected: [refusedNote] };
  copied.mockClear();
  Object.defineProperty(navigator, 'clipboard', { value: { writeText: copied }, configurable: true });
  return () => vi.useRealTimers();
});

async function list(): Promise<Rendered> {
  const rendered = render(<InboxScreen />);
  rendered.bridge.answer('sync-inbox.conflicts', ({ seen }: { seen: boolean }) =>
    seen ? [] : lists.conflicts,
  );
  rendered.bridge.answer('sync-inbox.rejected', ({ seen }: { seen: boolean }) =>
    seen ? [] : lists.rejected,
  );
  rendered.bridge.answer('sync-inbox.retry', () => undefined);
  rendered.bridge.answer('sync-inbox.seeRejected', () => undefined);
  await act(async () => rendered.bridge.emit('changed', { tables: ['conflict_note'] }));
  await act(async () => rendered.frame());
  return rendered;
}
const asked = ({ bridge }: Rendered, channel: string): readonly unknown[] =>
  bridge.asked.filter((each) => each.channel === channel).map(({ input }) => input);
const box = (name: RegExp): HTMLElement => screen.getByRole('checkbox', { name });
const press = (target: HTMLElement, key: string): Promise<void> =>
  act(async () => void fireEvent.keyDown(target, { key }));

describe('the inbox', () => {
  it('says whose thing, which field, both values, who and when, in words', async () => {
    await list();
    const [first, second, third] = within(screen.getByRole('list', { name: 'Konflikte' })).getAllByRole(
      'listitem',
    );
    expect(first?.textContent).toMatch(/Erika Brandt.*Kunde.*Mehmet Yıldız hatte vor Ihrer Änderung schon/);
    expect(first?.textContent).toMatch(/OrtIhr Wert: Bonn · Wert von Mehmet Yıldız: Köln/);
    expect(first?.textContent).toMatch(/Kundendaten ändern · Ihre Eingabe .* · Mehmet Yıldız /);
    expect(second?.textContent).toMatch(/ZustandIhr Wert: offen · .*: geschlossen · Gilt jetzt: wartet/);
    expect(third?.textContent).toMatch(/Nummer oder Adresse, hier nicht vorhanden.*gelöscht/);
    expect(within(third as HTMLElement).queryByRole('button', { name: /Meinen Wert/ })).toBeNull();
  });

  it('is walked and decided by keys, and taken back where nothing can be lost by it', async () => {
    const rendered = await list();
    await press(document.body, 'ArrowDown');
    expect(document.activeElement).toBe(box(/Erika Brandt – Ort/));
    await press(box(/Erika Brandt – Ort/), 'm');
    expect(ran(rendered)).toEqual([
      { name: 'conflict.choose', args: { id: town.id, side: 'late', fields: ['city'] } },
    ]);
    expect(document.activeElement).toBe(box(/26-004711-9/));
    await act(async () => useToasts.getState().toasts.at(-1)?.undo?.());
    expect(ran(rendered).slice(1)).toEqual([
      { name: 'conflict.choose', args: { id: town.id, side: 'kept', fields: ['city'] } },
      { name: 'conflict.see', args: { ids: [town.id], seen: false } },
    ]);
    await press(box(/26-004711-9/), 'm');
    expect(ran(rendered).at(-1)).toMatchObject({ args: { id: ticket.id, side: 'kept' } });
    expect(useToasts.getState().toasts.at(-1)?.undo).toBeUndefined();
    await press(box(/hier nicht vorhanden/), 'k');
    expect(copied).toHaveBeenCalledWith('Bonn');
    const before = ran(rendered).length;
    await press(box(/hier nicht vorhanden/), 'm');
    expect(ran(rendered)).toHaveLength(before);
    await press(box(/hier nicht vorhanden/), 'l');
    expect(ran(rendered).at(-1)).toEqual({ name: 'conflict.see', args: { ids: [gone.id], seen: true } });
  });

  it('lets who won give way', async () => {
    const rendered = await list();
    await act(async () => screen.getByRole('button', { name: 'Wert von Mehmet Yıldız nehmen' }).click());
    expect(ran(rendered)).toEqual([
      { name: 'conflict.choose', args: { id: ticket.id, side: 'late', fields: ['state'] } },
    ]);
  });

  it('leaves many at once, and takes that back', async () => {
    const rendered = await list();
    await act(async () => screen.getAllByRole('checkbox', { name: 'Alle auswählen' })[0]?.click());
    await act(async () => screen.getByRole('button', { name: 'Lassen' }).click());
    const ids = [town.id, ticket.id, gone.id];
    expect(ran(rendered)).toEqual([{ name: 'conflict.see', args: { ids, seen: true } }]);
    await act(async () => useToasts.getState().toasts.at(-1)?.undo?.());
    expect(ran(rendered).at(-1)).toEqual({ name: 'conflict.see', args: { ids, seen: false } });
  });
});

describe('what was rejected', () => {
  it('says what and why, keeps what was typed, and is tried again or discarded by keys', async () => {
    const rendered = await list();
    const [entry] = within(screen.getByRole('list', { name: 'Abgelehnte Eingaben' })).getAllByRole(
      'listitem',
    );
    expect(entry?.textContent).toMatch(
      /Notiz schreiben: Heide Huber.*Dieses Ticket wurde inzwischen gelöscht/,
    );
    expect(entry?.textContent).toContain('Ruft morgen wieder an');
    const handle = box(/Notiz schreiben: Heide Huber/);
    await press(handle, 'k');
    expect(copied).toHaveBeenCalledWith('Ruft morgen wieder an');
    await press(handle, 'n');
    expect(asked(rendered, 'sync-inbox.retry')).toEqual([{ id: 4 }]);
    await press(handle, 'v');
    await act(async () => useToasts.getState().toasts.at(-1)?.undo?.());
    expect(asked(rendered, 'sync-inbox.seeRejected')).toEqual([
      { ids: [4], seen: true },
      { ids: [4], seen: false },
    ]);
  });

  it('says so where there is nothing', async () => {
    lists = { conflicts: [], rejected: [] };
    await list();
    expect(screen.getByText('Nichts nachzusehen')).toBeTruthy();
    expect(screen.getByText('Nichts abgelehnt')).toBeTruthy();
  });
});

describe('the way there', () => {
  it('is shown only while there is something', async () => {
    const rendered = render(
      <>
        <InboxLink />
        <InboxStatus />
      </>,
    );
    await act(async () => undefined);
    expect(screen.queryByRole('link')).toBeNull();
    rendered.bridge.answer('sync-inbox.counts', () => ({ conflicts: 2, rejected: 1 }));
    await act(async () => rendered.bridge.emit('changed', { tables: ['conflict_note'] }));
    await act(async () => rendered.frame());
    expect(screen.getAllByRole('link').map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/^Abgleich3/),
      'Abgleich: 3 nachzusehen',
    ]);
  });

  it('is not shown twice: unfolded, the navigation has its entry; on the screen itself nobody needs one', async () => {
    const screens = screensOf(features).filter(({ nav }) => nav?.group === 'care');
    const rendered = render(
      <>
        <NavGroup group="care" screens={screens} />
        <InboxLink />
      </>,
      { answers: { 'sync-inbox.counts': () => ({ conflicts: 2, rejected: 1 }) } },
    );
    const ways = async (): Promise<number> => {
      await act(async () => rendered.frame());
      return screen.queryAllByRole('link', { name: /^Abgleich/ }).length;
    };
    expect(await ways()).toBe(1);
    const group = screen.getByRole('button', { name: 'Datenpflege' });
    await act(async () => group.click());
    expect(await ways()).toBe(1);
    await act(async () => group.click());
    expect(await ways()).toBe(1);
    await act(async () => navigate('/conflicts'));
    expect(await ways()).toBe(1);
    await act(async () => navigate('/'));
  });
});

describe('who changed what', () => {
  const open = async (answer: () => HistoryView): Promise<Rendered> => {
    const rendered = render(<HistoryButton thing={town.ref} name="Erika Brandt" />);
    rendered.bridge.answer('sync-inbox.history', answer);
    await act(async () => screen.getByRole('button', { name: 'Wer hat was geändert? Erika Brandt' }).click());
    return rendered;
  };

  it('is a list in words', async () => {
    await open(() => ({
      lines: [
        {
          at: NOW,
          who: 'Mehmet Yıldız',
          what: 'changed',
          field: 'city',
          old: { kind: 'none' },
          new: text('Köln'),
        },
        { at: NOW, who: null, what: 'made' },
      ],
      more: false,
    }));
    const lines = await screen.findAllByRole('listitem');
    expect(lines.map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/^Ort geändert.*leer → Köln · Mehmet Yıldız$/),
      expect.stringMatching(/^Kunde angelegt.*Jemand$/),
    ]);
  });

  it('says that it needs the centre, and asks again', async () => {
    const rendered = await open(() => {
      throw { code: 'centre.offline', message: 'no', params: {} };
    });
    expect(await screen.findByText(/Der Verlauf liegt bei der Zentrale/)).toBeTruthy();
    rendered.bridge.answer('sync-inbox.history', () => ({ lines: [], more: false }));
    await act(async () => screen.getByRole('button', { name: 'Erneut versuchen' }).click());
    expect(await screen.findByText('Noch keine Änderungen')).toBeTruthy();
  });
});
