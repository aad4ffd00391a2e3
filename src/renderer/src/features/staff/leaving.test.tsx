import { act, fireEvent, screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { OpenWork } from '#shared/features/staff/contract.ts';
import { session } from '#test/renderer/fixture.ts';
import { render } from '#test/renderer/render.tsx';
import { idOf } from '#test/support/memory-rows.ts';
import { LeavingScreen } from './leaving-screen.tsx';

const [TOBIAS, MEHMET] = [idOf(35), idOf(22)];
const card = (type: string, id: number, name: string, detail = '') => ({
  ...{ ref: { type, id: idOf(id) }, name, detail },
});
const WORK: readonly OpenWork[] = [
  { type: 'ticket', items: [card('ticket', 1, '26-004711-9', 'Funkfinger')] },
  { type: 'wrap_up', items: [card('wrap_up', 2, 'Erika Brandt', 'Will Rückruf'), card('wrap_up', 3, '')] },
];

it('gives away what somebody leaves behind one by one or all, wrap-ups too, and says what went to whom', async () => {
  let left = WORK;
  const { bridge } = render(<LeavingScreen />, {
    state: { session: { ...session, roles: ['lead'] } },
    answers: {
      'staff.everybody': () => [
        { id: TOBIAS, name: 'Tobias Lenz', leftAt: null, openWork: 3 },
        { id: MEHMET, name: 'Mehmet Yıldız', leftAt: null, openWork: 0 },
      ],
      'staff.openWork': () => left,
      'staff.handOver': ({ only }: { only?: readonly { id: string }[] }) => {
        const isMeant = (id: string): boolean => only === undefined || only.some((ref) => ref.id === id);
        const split = (isKept: boolean): readonly OpenWork[] =>
          left.map(({ type, items }) => ({
            type,
            items: items.filter(({ ref }) => isMeant(ref.id) !== isKept),
          }));
        const given = split(false);
        left = split(true);
        return given;
      },
    },
  });
  const choose = async (field: string, name: RegExp): Promise<void> => {
    fireEvent.click(await screen.findByRole('combobox', { name: field }));
    const option = await screen.findByRole('option', { name });
    await act(async () => void fireEvent.click(option));
  };
  const given = (): readonly string[] =>
    within(screen.getByRole('list', { name: 'Eben übergeben' }))
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent);
  await choose('Wer scheidet aus?', /^Tobias Lenz/);
  const one = await screen.findByRole('button', { name: 'Erika Brandt, Will Rückruf übergeben' });
  expect(one).toHaveProperty('disabled', true);
  await choose('Wer übernimmt?', /^Mehmet Yıldız/);
  await act(async () => void fireEvent.click(one));
  await screen.findByRole('list', { name: 'Eben übergeben' });
  expect(given()).toEqual([expect.stringContaining('Erika Brandt')]);
  expect(given()[0]).toContain('an Mehmet Yıldız');
  fireEvent.click(screen.getByRole('button', { name: 'Alles übergeben' }));
  await expect.poll(given).toHaveLength(3);
  expect(
    bridge.asked.filter(({ channel }) => channel === 'staff.handOver').map(({ input }) => input),
  ).toEqual([
    { fromId: TOBIAS, toId: MEHMET, only: [{ type: 'wrap_up', id: idOf(2) }] },
    { fromId: TOBIAS, toId: MEHMET },
  ]);
});
