import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { TimelineEntry } from '#shared/features/interactions/contract.ts';
import * as fixture from '#test/renderer/fixture.ts';
import { render } from '#test/renderer/render.tsx';
import type { Rendered } from '#test/renderer/render.tsx';
import { EntryAside } from './entry-aside.tsx';
import { useOpenEntry } from './entry-store.ts';
import { stepOf } from '../../ui/step-of.ts';
import { TimelinePanel } from './timeline-panel.tsx';

const [template] = fixture.interactions;
if (!template) throw new Error('no interactions in the fixture');
const partyId = template.partyId ?? fixture.parties[0]?.id ?? '';
const MANY = 3_000;

beforeEach(() => useOpenEntry.getState().close());

interface Page {
  readonly offset: number;
  readonly limit: number;
}

const ANSWERS = {
  'interactions.timelineCounts': () => ({
    sections: { in: MANY - 2, out: 1, tickets: 1, campaigns: 0 },
    people: 0,
  }),
  'interactions.timeline': ({ offset, limit }: Page): readonly TimelineEntry[] =>
    Array.from({ length: Math.max(0, Math.min(limit, MANY - offset)) }, (_, index) => ({
      kind: 'exchange',
      section: 'in',
      line: { ...template, id: fixture.callIdOf(offset + index), body: `Nr. ${String(offset + index)}` },
    })),
  'interactions.entry': ({ id }: { id: string }) => ({ ...template, id, type: 'note' }),
};

const sheet = (answers = {}): Rendered =>
  render(
    <>
      <TimelinePanel partyId={partyId} />
      <EntryAside partyId={partyId} />
    </>,
    { answers: { ...ANSWERS, ...answers } },
  );

const press = (...keys: readonly string[]): void => {
  for (const key of keys) fireEvent.keyDown(document.activeElement ?? document.body, { key });
};
const save = (): void =>
  void fireEvent.keyDown(document.activeElement ?? document.body, { key: 'Enter', ctrlKey: true });
const type = (field: HTMLElement, value: string): void => void fireEvent.change(field, { target: { value } });

const commandsOf = (shown: Rendered): readonly unknown[] =>
  shown.bridge.asked.filter(({ channel }) => channel === 'commands.run').map(({ input }) => input);

describe('the timeline of a sheet', () => {
  it('counts each kind, and has no more rows in the document than are in view and around it', async () => {
    sheet();
    await screen.findByText('Nr. 0');
    expect(screen.getByRole('radio', { name: /Alles 3\.000/ })).toBeTruthy();
    expect(screen.getByRole('radio', { name: /Eingang 2\.998/ })).toBeTruthy();
    const rows = within(screen.getByRole('feed')).getAllByRole('article');
    expect(rows.length).toBeLessThanOrEqual(30);
    expect(rows[0]?.getAttribute('aria-setsize')).toBe('3000');
  });

  it('is walked by arrow keys, to the end and back', async () => {
    sheet();
    const first = (await screen.findByText('Nr. 0')).closest('button');
    first?.focus();
    press('ArrowDown', 'ArrowDown');
    await waitFor(() => expect(document.activeElement?.textContent).toContain('Nr. 2'));
    press('End');
    await waitFor(() => expect(document.activeElement?.textContent).toContain('Nr. 2999'));
    expect(document.activeElement?.closest('article')?.getAttribute('aria-posinset')).toBe('3000');
    press('Home');
    await waitFor(() => expect(document.activeElement?.textContent).toContain('Nr. 0'));
  });

  it.each([
    ['ArrowDown', 3, 4],
    ['ArrowUp', 0, 0],
    ['PageDown', 95, 99],
    ['PageUp', 30, 20],
    ['End', 3, 99],
    ['Home', 3, 0],
    ['x', 3, undefined],
  ])('%s leads from %i to %s', (key, at, to) => {
    expect(stepOf(key, { at, count: 100, page: 10 })).toBe(to);
    expect(stepOf(key, { at: 0, count: 0, page: 10 })).toBeUndefined();
  });

  it('says so when the filter leaves nothing', async () => {
    sheet();
    await screen.findByText('Nr. 0');
    fireEvent.click(screen.getByRole('radio', { name: /Kampagnen 0/ }));
    expect(await screen.findByText('Nichts davon')).toBeTruthy();
  });
});

describe('an entry', () => {
  const body = () => screen.findByRole('textbox', { name: 'Was wurde besprochen?' });

  it('opens with one key, says beside the field what is missing, and is saved with Ctrl+Enter', async () => {
    const shown = sheet();
    await screen.findByText('Nr. 0');
    press('v');
    const field = await body();
    expect(document.activeElement).toBe(field);
    save();
    expect(await screen.findByText(/Eine Zeile dazu/)).toBeTruthy();
    expect(commandsOf(shown)).toEqual([]);
    type(field, 'Schlüssel übergeben');
    fireEvent.change(screen.getByRole('textbox', { name: 'Ergebnis' }), { target: { value: 'erledigt' } });
    field.focus();
    save();
    await waitFor(() => expect(screen.queryByRole('textbox', { name: 'Ergebnis' })).toBeNull());
    expect(commandsOf(shown)).toMatchObject([
      {
        name: 'interaction.record',
        args: { type: 'note', partyId, body: 'Schlüssel übergeben', result: 'erledigt', timeKnown: true },
      },
    ]);
  });

  it('is kept on the desk from the first key, and is there again', async () => {
    let kept: string | null = null;
    const answers = {
      'interactions.saveDraft': ({ draft }: { draft: string | null }) => {
        kept = draft;
      },
      'interactions.draft': () => kept,
      'interactions.entry': () => null,
    };
    const shown = sheet(answers);
    await screen.findByText('Nr. 0');
    press('v');
    type(await body(), 'Halb');
    await waitFor(() => expect(kept).toContain('Halb'));
    shown.unmount();
    useOpenEntry.getState().close();
    sheet(answers);
    expect(await screen.findByDisplayValue('Halb')).toBeTruthy();
  });

  it('is not pushed aside by another while something is typed', async () => {
    sheet();
    const row = (await screen.findByText('Nr. 0')).closest('button');
    press('v');
    type(await body(), 'Halb');
    if (row) fireEvent.click(row);
    expect(await screen.findByText(/Erst diesen Eintrag/)).toBeTruthy();
    expect(screen.getByDisplayValue('Halb')).toBeTruthy();
  });

  it('is corrected field by field', async () => {
    const shown = sheet();
    const row = (await screen.findByText('Nr. 0')).closest('button');
    if (row) fireEvent.click(row);
    const field = await body();
    type(field, 'Anders');
    save();
    await waitFor(() => expect(commandsOf(shown)).toHaveLength(1));
    expect(commandsOf(shown)).toMatchObject([
      { name: 'interaction.edit', args: { patch: { body: 'Anders' } } },
    ]);
  });
});
