import { act, fireEvent, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { LiveCall } from '#shared/calls/live-call.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import { NOW, ringing } from '#test/renderer/fixture.ts';
import { render } from '#test/renderer/render.tsx';
import type { Rendered } from '#test/renderer/render.tsx';
import { Toasts } from '../ui/toasts.tsx';
import { CallBar } from './call-bar.tsx';

const up: Partial<LiveCall> = { phase: 'talking', answeredAt: NOW, canControl: true };

async function bar(...calls: readonly LiveCall[]): Promise<Rendered> {
  const rendered = render(
    <>
      <CallBar />
      <Toasts />
    </>,
  );
  rendered.bridge.answer('calls.hangUp', () => undefined);
  rendered.bridge.answer('calls.transfer', ({ target }: { target: string }) => ({ target: `0${target}` }));
  rendered.bridge.answer('staff.colleagues', ({ text }: { text: string }) =>
    'mehmet'.startsWith(text.toLowerCase())
      ? [{ id: 'mehmet', name: 'Mehmet Yıldız', extension: '202' }]
      : [],
  );
  await act(async () => rendered.bridge.setCalls(calls));
  return rendered;
}

const asked = ({ bridge }: Rendered, channel: string): readonly unknown[] =>
  bridge.asked.filter((one) => one.channel === channel).map(({ input }) => input);
const press = (key: string): Promise<void> =>
  act(async () => void fireEvent.keyDown(window, { key, code: `Key${key.toUpperCase()}`, altKey: true }));
const button = (name: string): HTMLElement | null => screen.queryByRole('button', { name });

describe('the call bar', () => {
  it('offers nothing for a call that rings, or whose door only listens', async () => {
    await bar(
      ringing('exact', { canControl: true }),
      ringing('unknown', { ...up, id: 'b', canControl: undefined as never }),
    );
    expect(button('Auflegen')).toBeNull();
    expect(button('Weiterleiten …')).toBeNull();
  });

  it('hangs up by mouse and by key, and says why it could not', async () => {
    const rendered = await bar(ringing('exact', up));
    const hangUp = button('Auflegen');
    expect(hangUp?.getAttribute('aria-keyshortcuts')).toBe('Alt+A');
    await act(async () => hangUp?.click());
    rendered.bridge.answer('calls.hangUp', () => {
      throw new AppError('control.not-permitted', 'Permission denied');
    });
    await press('a');
    const { id } = ringing('exact');
    expect(asked(rendered, 'calls.hangUp')).toEqual([{ id }, { id }]);
    expect(await screen.findByText(/darf an dieser Anlage nicht auflegen/)).toBeTruthy();
    expect(screen.getByText(/write = originate,reporting,call/)).toBeTruthy();
  });

  it('transfers to what was typed, and shows what was dialled', async () => {
    const rendered = await bar(ringing('exact', up));
    await press('l');
    const field = await screen.findByRole('textbox', { name: 'Weiterleiten an' });
    fireEvent.change(field, { target: { value: '202' } });
    await act(async () => void fireEvent.submit(field));
    expect(asked(rendered, 'calls.transfer')).toEqual([{ id: ringing('exact').id, target: '202' }]);
    expect(await screen.findByText('Weitergeleitet an 0202.')).toBeTruthy();
    expect(screen.queryByRole('textbox', { name: 'Weiterleiten an' })).toBeNull();
  });

  it('transfers to a colleague picked by name', async () => {
    const rendered = await bar(ringing('exact', up));
    await press('l');
    fireEvent.change(await screen.findByRole('textbox', { name: 'Weiterleiten an' }), {
      target: { value: 'Meh' },
    });
    const colleague = await screen.findByRole('button', { name: 'Mehmet Yıldız 202' });
    await act(async () => colleague.click());
    expect(asked(rendered, 'calls.transfer')).toEqual([{ id: ringing('exact').id, target: '202' }]);
  });

  it('stays open with what was typed when it has not worked', async () => {
    const rendered = await bar(ringing('exact', up));
    rendered.bridge.answer('calls.transfer', () => {
      throw new AppError('control.no-target', 'none', { target: '99' });
    });
    await press('l');
    const field = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Weiterleiten an' });
    fireEvent.change(field, { target: { value: '99' } });
    await act(async () => void fireEvent.submit(field));
    expect(
      await screen.findByText('Die Telefonanlage kennt „99“ nicht. Das Gespräch läuft weiter.'),
    ).toBeTruthy();
    expect(field.value).toBe('99');
  });

  it('gives the keys to the call the agent is in', async () => {
    const rendered = await bar(
      ringing('exact', { ...up, phase: 'held', id: 'held' }),
      ringing('unknown', { ...up, id: 'mine' }),
    );
    await press('a');
    expect(asked(rendered, 'calls.hangUp')).toEqual([{ id: 'mine' }]);
  });

  it('hangs up what is being dialled, which nobody can be transferred from', async () => {
    await bar(ringing('exact', { direction: 'out', phase: 'dialling', canControl: true }));
    expect(button('Auflegen')).toBeTruthy();
    expect(button('Weiterleiten …')).toBeNull();
  });
});
