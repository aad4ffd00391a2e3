import { act, fireEvent, screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallbackLine } from '#shared/features/callbacks/contract.ts';
import { ran } from '#test/renderer/acts.ts';
import { callbacks, NOW, partyIdOf } from '#test/renderer/fixture.ts';
import { render } from '#test/renderer/render.tsx';
import type { Rendered } from '#test/renderer/render.tsx';
import { useToasts } from '../../ui/toast-store.ts';
import { CallbackCard } from './callback-card.tsx';
import { CallbacksScreen } from './callbacks-screen.tsx';
import { MissedAlert } from './missed-alert.tsx';
import { MissedLine } from './missed-line.tsx';

const [heide, hamburg, huber] = callbacks as readonly [CallbackLine, CallbackLine, CallbackLine];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  return () => vi.useRealTimers();
});

const box = (name: string): HTMLElement => screen.getByRole('checkbox', { name: `${name} auswählen` });
const lines = (): readonly (string | null)[] =>
  within(screen.getByRole('list', { name: 'Rückrufliste' }))
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent);

async function list(): Promise<Rendered> {
  const rendered = render(<CallbacksScreen />);
  await screen.findByText('Margarethe von der Heide');
  return rendered;
}
/** A deed, and the frame in which the list hears of it. */
async function after(rendered: Rendered, deed: () => void): Promise<void> {
  await act(async () => deed());
  await act(async () => rendered.frame());
}

describe('the callback list', () => {
  it('has each caller once: how often, since when, through what, whose', async () => {
    await list();
    expect(lines()).toHaveLength(3);
    expect(lines()[1]).toContain('040 66969318');
    expect(lines()[1]).toMatch(/3×.*3-mal verpasst, zuerst 07:37, zuletzt 08:31 · über Service-Center/);
    expect(lines()[2]).toContain('beansprucht von Mehmet Yıldız');
    expect(await screen.findByText('Dazu heute 2 verpasste Anrufe ohne Rufnummer.')).toBeTruthy();
  });

  it('is walked, claimed and settled by keys, the focus never lost', async () => {
    const rendered = await list();
    await act(async () => void fireEvent.keyDown(window, { key: 'ArrowDown' }));
    expect(document.activeElement).toBe(box('Margarethe von der Heide'));
    await act(async () => void fireEvent.keyDown(box('Margarethe von der Heide'), { key: 'ArrowDown' }));
    expect(document.activeElement).toBe(box('040 66969318'));
    await after(rendered, () => void fireEvent.keyDown(box('040 66969318'), { key: 'b' }));
    expect(lines()[1]).toContain('von Ihnen beansprucht');
    await after(rendered, () => void fireEvent.keyDown(box('040 66969318'), { key: 'e' }));
    expect(lines()).toHaveLength(2);
    expect(document.activeElement).toBe(box('Metzgerei Huber'));
    await after(rendered, () => void fireEvent.keyDown(box('Metzgerei Huber'), { key: 'e' }));
    expect(document.activeElement).toBe(box('Margarethe von der Heide'));
    expect(ran(rendered)).toEqual([
      { name: 'callback.claim', args: { id: hamburg.id } },
      { name: 'callback.finish', args: { calls: hamburg.calls } },
      { name: 'callback.finish', args: { calls: huber.calls } },
    ]);
  });

  it('dials the number, for the party it belongs to', async () => {
    const { bridge } = await list();
    await act(async () => void fireEvent.keyDown(box('Metzgerei Huber'), { key: 'Enter' }));
    expect(bridge.asked.filter(({ channel }) => channel === 'calls.dial').map(({ input }) => input)).toEqual([
      { number: '+498999998140', party: { type: 'party', id: partyIdOf(7) } },
    ]);
  });

  it('settles many at once and takes it back', async () => {
    const rendered = await list();
    fireEvent.click(screen.getByRole('checkbox', { name: 'Alle auswählen' }));
    fireEvent.click(box('Metzgerei Huber'));
    expect(screen.getByRole('checkbox', { name: '2 ausgewählt' })).toBeTruthy();
    await after(rendered, () => void fireEvent.click(screen.getByRole('button', { name: 'Erledigt' })));
    const calls = [...heide.calls, ...hamburg.calls];
    expect(ran(rendered)).toEqual([{ name: 'callback.finish', args: { calls } }]);
    expect(lines()).toHaveLength(1);
    const toast = useToasts.getState().toasts.at(-1);
    expect(toast?.text).toBe('2 Rückrufe erledigt');
    await after(rendered, () => toast?.undo?.());
    expect(ran(rendered).at(-1)).toEqual({ name: 'callback.reopen', args: { calls } });
    expect(lines()).toHaveLength(3);
  });

  it('does not settle what came onto the list unseen', async () => {
    const rendered = await list();
    fireEvent.click(screen.getByRole('checkbox', { name: 'Alle auswählen' }));
    rendered.bridge.state.callbacks = [...callbacks, { ...heide, id: partyIdOf(50), calls: [partyIdOf(51)] }];
    await after(rendered, () => rendered.bridge.emit('changed', { tables: ['missed_call'] }));
    expect(lines()).toHaveLength(4);
    expect(screen.getByRole('checkbox', { name: '3 ausgewählt' })).toBeTruthy();
  });

  it('sets a time, and takes it away', async () => {
    const due = { at: NOW - 60_000, hasTime: true };
    const rendered = render(<CallbacksScreen />, { state: { callbacks: [hamburg, { ...huber, due }] } });
    expect(await screen.findByText('überfällig, heute 09:11')).toBeTruthy();
    await act(async () => void fireEvent.keyDown(box('040 66969318'), { key: 't' }));
    await act(async () => void fireEvent.click(await screen.findByRole('button', { name: 'in 1 Stunde' })));
    expect(ran(rendered)).toEqual([
      {
        name: 'callback.set-due',
        args: { id: hamburg.id, dueAt: new Date(2026, 10, 19, 10, 15).getTime(), dueHasTime: true },
      },
    ]);
    await act(
      async () => void fireEvent.click(screen.getByRole('button', { name: 'Zeit für Metzgerei Huber' })),
    );
    await act(async () => void fireEvent.click(await screen.findByRole('button', { name: 'keine Zeit' })));
    expect(ran(rendered).at(-1)).toEqual({
      name: 'callback.set-due',
      args: { id: huber.id, dueAt: null, dueHasTime: false },
    });
  });

  it('shows mine and what is done, and teaches where there is nothing', async () => {
    const rendered = await list();
    await act(async () => void fireEvent.click(screen.getByRole('radio', { name: 'Meine' })));
    expect(screen.getByText('Sie haben keinen Rückruf beansprucht')).toBeTruthy();
    await act(async () => void fireEvent.click(screen.getByRole('radio', { name: 'Erledigt' })));
    expect(await screen.findByText('Noch kein Rückruf erledigt')).toBeTruthy();
    rendered.bridge.state.callbacks = [
      { ...heide, state: 'done', done: { at: NOW - 60_000, staffName: 'Mehmet Yıldız', reached: true } },
    ];
    await after(rendered, () => rendered.bridge.emit('changed', { tables: ['missed_call'] }));
    expect(await screen.findByText(/erreicht heute 09:11 von Mehmet Yıldız/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Margarethe von der Heide wieder öffnen' }));
    expect(ran(rendered)).toEqual([{ name: 'callback.reopen', args: { calls: heide.calls } }]);
  });

  it('speaks English', async () => {
    render(<CallbacksScreen />, { language: 'en', state: { callbacks: [] } });
    expect(await screen.findByText('Nobody is waiting for a callback')).toBeTruthy();
    expect(await screen.findByText('And 2 missed calls without a number today.')).toBeTruthy();
  });
});

describe('elsewhere', () => {
  it('the start page has the list, with what can be done at once', async () => {
    const rendered = render(<CallbackCard />);
    await screen.findByText('Margarethe von der Heide');
    await after(
      rendered,
      () =>
        void fireEvent.click(screen.getByRole('button', { name: 'Margarethe von der Heide beanspruchen' })),
    );
    await after(
      rendered,
      () =>
        void fireEvent.click(
          screen.getByRole('button', { name: 'Metzgerei Huber von Mehmet Yıldız übernehmen' }),
        ),
    );
    fireEvent.click(screen.getByRole('button', { name: '040 66969318 anrufen' }));
    const dial = { channel: 'calls.dial', input: { number: '+494066969318', party: null } };
    expect(rendered.bridge.asked).toContainEqual(dial);
    await after(
      rendered,
      () => void fireEvent.click(screen.getByRole('button', { name: '040 66969318 erledigen' })),
    );
    expect(ran(rendered)).toEqual([
      { name: 'callback.claim', args: { id: heide.id } },
      { name: 'callback.claim', args: { id: huber.id } },
      { name: 'callback.finish', args: { calls: hamburg.calls } },
    ]);
    expect(lines()).toHaveLength(2);
  });

  it('the sheet says what is owed, since when and by whom', async () => {
    render(<MissedAlert partyId={partyIdOf(7)} />);
    expect(
      await screen.findByText('2 verpasste Anrufe seit 08:42, beansprucht von Mehmet Yıldız'),
    ).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Übernehmen' })).toBeTruthy();
  });

  it('the pop says how often they have tried', async () => {
    render(<MissedLine partyId={partyIdOf(7)} />);
    expect(await screen.findByText(/^hat heute 2× vergeblich angerufen/)).toBeTruthy();
  });

  it('neither says anything where nothing is owed', async () => {
    const { bridge, container } = render(
      <>
        <MissedAlert partyId={partyIdOf(1)} />
        <MissedLine partyId={partyIdOf(1)} />
      </>,
    );
    // Both ask the same, at the same time: it goes to the host once.
    await vi.waitFor(() =>
      expect(bridge.asked.filter(({ channel }) => channel === 'callbacks.ofParty')).toHaveLength(1),
    );
    await act(async () => undefined);
    expect(container.querySelector('p')).toBeNull();
  });
});
