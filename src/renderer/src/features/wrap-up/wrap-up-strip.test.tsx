import { act, fireEvent, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { callIdOf, NOW, partyIdOf } from '#test/renderer/fixture.ts';
import { render } from '#test/renderer/render.tsx';
import type { Rendered } from '#test/renderer/render.tsx';
import type { WrapUp } from '#shared/calls/wrap-up.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import { useBusy } from '../../calls/busy-store.ts';
import { Toasts } from '../../ui/toasts.tsx';
import { SheetStrips } from './strips.tsx';

const wrapUp: WrapUp = {
  id: callIdOf(1),
  direction: 'in',
  partyId: partyIdOf(1),
  partyName: 'Erika Brandt',
  number: '0221 4710 612',
  startedAt: NOW - 60_000,
  endedAt: NOW,
  outcome: null,
  note: '',
};

async function strip(): Promise<Rendered> {
  const rendered = render(<SheetStrips partyId={partyIdOf(1)} />, { state: { wrapUps: [wrapUp] } });
  await screen.findByRole('textbox', { name: 'Notiz' });
  return rendered;
}

const note = (): HTMLElement => screen.getByRole('textbox', { name: 'Notiz' });
const asked = ({ bridge }: Rendered, channel: string): readonly unknown[] =>
  bridge.asked.filter((one) => one.channel === channel).map(({ input }) => input);

describe('the wrap-up strip', () => {
  it('saves the note at the first key and says so', async () => {
    const rendered = await strip();
    await act(async () => void fireEvent.change(note(), { target: { value: 'F' } }));
    expect(asked(rendered, 'wrap-up.save')).toEqual([{ id: wrapUp.id, note: 'F' }]);
    expect(screen.getByText('gespeichert')).toBeTruthy();
  });

  it('does not let an answer of the host write over what is being typed', async () => {
    const { bridge, frame } = await strip();
    await act(async () => void fireEvent.change(note(), { target: { value: 'Funk' } }));
    bridge.state.wrapUps = [{ ...wrapUp, note: 'older' }];
    bridge.emit('changed', { tables: ['wrap_up'] });
    await act(async () => frame());
    expect((note() as HTMLTextAreaElement).value).toBe('Funk');
  });

  it('keeps other calls from taking the screen while it is typed, and not after it is finished', async () => {
    await strip();
    await act(async () => void fireEvent.change(note(), { target: { value: 'F' } }));
    expect(useBusy.getState().typing).toBe(wrapUp.id);
    await act(async () => void fireEvent.keyDown(note(), { key: 'Enter', ctrlKey: true }));
    expect(useBusy.getState().typing).toBeNull();
  });

  it('finishes with Ctrl+Enter, once, after the note is saved', async () => {
    const rendered = await strip();
    await act(async () => {
      fireEvent.change(note(), { target: { value: 'Funkfinger' } });
      fireEvent.keyDown(note(), { key: 'Enter', code: 'Enter', ctrlKey: true });
    });
    const order = rendered.bridge.asked
      .map(({ channel }) => channel)
      .filter((channel) => channel.startsWith('wrap-up.'));
    expect(order.indexOf('wrap-up.save')).toBeLessThan(order.indexOf('wrap-up.finish'));
    expect(asked(rendered, 'wrap-up.finish')).toEqual([{ id: wrapUp.id }]);
  });

  it('stays open, text and all, where the note cannot be saved', async () => {
    const { bridge } = render(
      <>
        <SheetStrips partyId={partyIdOf(1)} />
        <Toasts />
      </>,
      {
        state: { wrapUps: [wrapUp] },
        answers: {
          'wrap-up.save': () => {
            throw new AppError('host.busy', 'the replica is busy');
          },
        },
      },
    );
    await screen.findByRole('textbox', { name: 'Notiz' });
    await act(async () => {
      fireEvent.change(note(), { target: { value: 'Funkfinger' } });
      fireEvent.keyDown(note(), { key: 'Enter', code: 'Enter', ctrlKey: true });
    });
    expect(await screen.findByText(/Die Notiz konnte nicht gespeichert werden/)).toBeTruthy();
    expect(bridge.asked.map(({ channel }) => channel)).not.toContain('wrap-up.finish');
    expect((note() as HTMLTextAreaElement).value).toBe('Funkfinger');
  });

  it('chooses an outcome with one key and takes it back with the same', async () => {
    const rendered = await strip();
    const press = (): Promise<void> =>
      act(async () => {
        fireEvent.keyDown(window, { key: '3', code: 'Digit3', altKey: true });
        rendered.frame();
      });
    await press();
    expect(asked(rendered, 'wrap-up.save')).toEqual([{ id: wrapUp.id, outcome: 'follow-up' }]);
    await act(async () => rendered.frame());
    await press();
    expect(asked(rendered, 'wrap-up.save').at(-1)).toEqual({ id: wrapUp.id, outcome: null });
  });

  it('books a follow-up with one click, moves it with another, takes it back', async () => {
    const rendered = await strip();
    const runs = (): readonly unknown[] =>
      asked(rendered, 'commands.run').map((input) => (input as { name: string }).name);
    await act(async () => void fireEvent.click(screen.getByRole('button', { name: /^morgen 0?9:00/ })));
    await act(async () => void fireEvent.click(screen.getByRole('button', { name: 'in 1 Stunde' })));
    expect(runs()).toEqual(['task.create', 'task.reschedule']);
    await act(async () => void fireEvent.click(screen.getByRole('button', { name: 'Zurücknehmen' })));
    expect(runs().at(-1)).toBe('task.withdraw');
  });

  it('is handed to a colleague after the note is saved, and taken back', async () => {
    const rendered = render(
      <>
        <SheetStrips partyId={partyIdOf(1)} />
        <Toasts />
      </>,
      {
        state: { wrapUps: [wrapUp] },
        answers: {
          'staff.everybody': () => [{ id: 'mehmet', name: 'Mehmet Yıldız', leftAt: null }],
          'wrap-up.pass': () => ({ passedId: 'p' }),
          'wrap-up.takeBack': () => undefined,
        },
      },
    );
    await screen.findByRole('textbox', { name: 'Notiz' });
    await act(async () => void fireEvent.change(note(), { target: { value: 'Funkfinger' } }));
    await act(async () => screen.getByRole('button', { name: 'Übergeben …' }).click());
    fireEvent.click(await screen.findByRole('combobox', { name: 'An wen übergeben?' }));
    const mehmet = await screen.findByRole('option', { name: 'Mehmet Yıldız' });
    await act(async () => void fireEvent.click(mehmet));
    const undo = await screen.findByRole('button', { name: /^Rückgängig/ });
    await act(async () => undo.click());
    const order = rendered.bridge.asked.map(({ channel }) => channel);
    expect(order.indexOf('wrap-up.save')).toBeLessThan(order.indexOf('wrap-up.pass'));
    expect(asked(rendered, 'wrap-up.pass')).toEqual([{ id: wrapUp.id, toUserId: 'mehmet' }]);
    expect(asked(rendered, 'wrap-up.takeBack')).toEqual([{ passedId: 'p' }]);
  });

  it('says who has handed it over', async () => {
    render(<SheetStrips partyId={partyIdOf(1)} />, {
      state: { wrapUps: [{ ...wrapUp, passedBy: 'Mehmet Yıldız' }] },
    });
    await screen.findByText(/von Mehmet Yıldız übergeben/);
  });
});
