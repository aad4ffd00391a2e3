import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { partyIdOf } from '#test/renderer/fixture.ts';
import { render } from '#test/renderer/render.tsx';
import { NewTicketAct } from './new-ticket-act.tsx';

const EARLIER = '0190a5b0-0000-7000-8000-00000000000a';
const AT = new Date(2026, 10, 22, 10, 12).getTime();

it('is offered again, half filled as it was, and not once it was closed', async () => {
  const fields = { title: 'Funkfinger defekt', kind: 'support', due: '2026-11-27' };
  const { bridge } = render(<NewTicketAct partyId={partyIdOf(1)} />, {
    answers: {
      'tickets.kinds': () => [
        { kind: 'enquiry', name: null, retired: false },
        { kind: 'support', name: null, retired: false },
      ],
      'tickets.groups': () => [],
      'form-drafts.of': () => [{ id: EARLIER, at: AT, fields }],
      'form-drafts.keep': () => undefined,
      'form-drafts.drop': () => undefined,
    },
  });
  const asked = (channel: string): readonly unknown[] =>
    bridge.asked.filter((one) => one.channel === channel).map(({ input }) => input);
  const subject = (): HTMLInputElement => screen.getByLabelText('Worum geht es?');

  await act(async () => void fireEvent.keyDown(window, { key: 't', code: 'KeyT' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Fortsetzen' }));
  expect(subject().value).toBe('Funkfinger defekt');
  expect(screen.getByLabelText<HTMLInputElement>('Fällig am').value).toBe('2026-11-27');
  await act(async () => void fireEvent.change(subject(), { target: { value: 'Funkfinger getauscht' } }));
  expect(asked('form-drafts.of')).toEqual([{ form: 'tickets.new', about: partyIdOf(1) }]);
  await waitFor(() =>
    expect(asked('form-drafts.keep').at(-1)).toMatchObject({
      ...{ id: EARLIER, form: 'tickets.new', about: partyIdOf(1) },
      fields: JSON.stringify({ ...fields, title: 'Funkfinger getauscht' }),
    }),
  );
  await act(async () => void fireEvent.keyDown(subject(), { key: 'Escape' }));
  await waitFor(() => expect(asked('form-drafts.drop')).toEqual([{ id: EARLIER }]));
});
