import { act, fireEvent, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { HouseLine } from '#shared/features/lines/contract.ts';
import { press, ran } from '#test/renderer/acts.ts';
import { ringing, session } from '#test/renderer/fixture.ts';
import { render } from '#test/renderer/render.tsx';
import type { Rendered } from '#test/renderer/render.tsx';
import { idOf } from '#test/support/memory-rows.ts';
import { useToasts } from '../../ui/toast-store.ts';
import { Toasts } from '../../ui/toasts.tsx';
import { LineHint } from './line-hint.tsx';
import { LineList } from './line-list.tsx';

beforeEach(() => useToasts.setState({ toasts: [] }));

const line: HouseLine = {
  ...{ id: idOf(1), line: 'hausnotruf', name: 'Zentrale', greeting: 'Hausnotruf, guten Tag' },
};
const type = (name: string, value: string): void =>
  void fireEvent.change(screen.getByRole('textbox', { name }), { target: { value } });

describe('the pop', () => {
  it('says how to answer, by queue and dialled number', async () => {
    const { bridge } = render(
      <LineHint call={{ ...ringing('exact'), queue: 'hausnotruf', dialled: '+4922147101' }} />,
      { answers: { 'lines.ofCall': () => line } },
    );
    await screen.findByText('Zentrale: „Hausnotruf, guten Tag“');
    expect(bridge.asked.find(({ channel }) => channel === 'lines.ofCall')?.input).toEqual({
      ...{ queue: 'hausnotruf', dialled: '+4922147101' },
    });
  });

  it('says nothing of a line without a greeting, and asks nothing of a call without a line', async () => {
    const { bridge } = render(<LineHint call={{ ...ringing('exact'), queue: 'service' }} />);
    await act(async () => undefined);
    expect(bridge.asked.some(({ channel }) => channel === 'lines.ofCall')).toBe(true);
    expect(screen.queryByText(/„/)).toBeNull();
    const { queue: _, dialled: __, ...without } = ringing('exact');
    const second = render(<LineHint call={without} />);
    await act(async () => undefined);
    expect(second.bridge.asked.some(({ channel }) => channel === 'lines.ofCall')).toBe(false);
  });
});

describe('the list', () => {
  const open = (roles: typeof session.roles, lines: readonly HouseLine[] = [line]): Rendered =>
    render(
      <>
        <LineList />
        <Toasts />
      </>,
      {
        state: { session: { ...session, roles } },
        answers: { 'lines.list': () => lines, 'commands.run': () => undefined },
      },
    );

  it('is for an agent to read', async () => {
    open(['agent']);
    await screen.findByText('Zentrale · hausnotruf');
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('gets a greeting by the line as the dial profile reads it', async () => {
    const rendered = open(['lead'], []);
    await press('Begrüßung hinzufügen');
    const save = await screen.findByRole('button', { name: 'Speichern' });
    type('Warteschlange oder Nummer', '0221 47101');
    expect(save).toHaveProperty('disabled', true);
    screen.getByText('+4922147101');
    type('Begrüßung', 'KV Lindental');
    await press('Speichern');
    expect(ran(rendered)).toMatchObject([
      { name: 'line.add', args: { line: '+4922147101', name: '', greeting: 'KV Lindental' } },
    ]);
  });

  it('changes and removes one, each with undo', async () => {
    const rendered = open(['admin']);
    await press('Begrüßung von hausnotruf ändern');
    await screen.findByRole('button', { name: 'Speichern' });
    type('Begrüßung', 'Guten Morgen');
    await press('Speichern');
    await press(/^Rückgängig/);
    useToasts.setState({ toasts: [] });
    await press('Begrüßung von hausnotruf entfernen');
    await press(/^Rückgängig/);
    const { name, greeting } = line;
    expect(ran(rendered)).toMatchObject([
      { name: 'line.change', args: { id: line.id, name, greeting: 'Guten Morgen' } },
      { name: 'line.change', args: { id: line.id, name, greeting } },
      { name: 'line.remove', args: { id: line.id } },
      { name: 'line.add', args: { line: 'hausnotruf', name, greeting } },
    ]);
  });
});
