import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { CheckInView, DeskPerson, OwnDuty } from '#shared/features/duty/contract.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import { render } from '#test/renderer/render.tsx';
import type { Rendered } from '#test/renderer/render.tsx';
import { CheckInGate } from './check-in-gate.tsx';
import { DutyActs } from './duty-acts.tsx';
import { DutyScreen } from './duty-screen.tsx';
import { DutyStatus } from './duty-status.tsx';
import { HandOver } from './hand-over.tsx';

const nadine: DeskPerson = { userId: 'nadine', userName: 'Nadine Kröger', needs: 'pin', waitMs: 0 };
const mehmet: DeskPerson = { userId: 'mehmet', userName: 'Mehmet Yıldız', needs: 'password', waitMs: 0 };
const birgit: DeskPerson = {
  ...{ userId: 'birgit', userName: 'Birgit Hoffmann', waitMs: 0 },
  needs: 'password-for-sight',
};

const THREE = [
  { ref: { type: 'wrap_up', id: 'w1' }, name: 'Erika Brandt', detail: 'Funkfinger' },
  { ref: { type: 'wrap_up', id: 'w2' }, name: '', detail: '' },
  { ref: { type: 'wrap_up', id: 'w3' }, name: 'Frank Brandt', detail: '' },
];

const inputs = ({ bridge }: Rendered, channel: string): readonly unknown[] =>
  bridge.asked.filter((one) => one.channel === channel).map(({ input }) => input);

const open = (view: Partial<CheckInView> = {}, checkIn: () => unknown = () => undefined): Rendered =>
  render(
    <CheckInGate>
      <h1>Anmelden</h1>
    </CheckInGate>,
    {
      state: { session: null },
      answers: {
        'duty.checkIns': () => ({
          ...{ isShared: true, deskName: 'Empfang', people: [nadine, mehmet, birgit], expectedId: null },
          ...view,
        }),
        'duty.checkIn': checkIn,
      },
    },
  );
const heading = (name: string): Promise<HTMLElement> => screen.findByRole('heading', { level: 1, name });
function typePin(pin: string): void {
  const field = screen.getByLabelText('PIN von Nadine Kröger');
  fireEvent.change(field, { target: { value: pin } });
  fireEvent.click(screen.getByRole('button', { name: 'Einchecken' }));
}

describe('an empty shared desk', () => {
  it('has the focus on the PIN of whoever was here last, and checks in', async () => {
    const rendered = open();
    const pin = await screen.findByLabelText('PIN von Nadine Kröger');
    expect(document.activeElement).toBe(pin);
    typePin('4711');
    await waitFor(() =>
      expect(inputs(rendered, 'duty.checkIn')).toEqual([{ userId: 'nadine', pin: '4711' }]),
    );
  });

  it('proposes whoever the shift was handed over to', async () => {
    open({ people: [mehmet, nadine], expectedId: 'nadine' });
    expect(await screen.findByLabelText('PIN von Nadine Kröger')).toBeDefined();
    expect(screen.getByText('löst ab')).toBeDefined();
  });

  it('says what is wrong, empties the field, and keeps the focus there', async () => {
    open({}, () => {
      throw new AppError('duty.wrong-pin', 'not the PIN', { left: 2 });
    });
    const pin = await screen.findByLabelText<HTMLInputElement>('PIN von Nadine Kröger');
    typePin('9999');
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toBe(
      'Diese PIN stimmt nicht.Noch 2 Versuche; danach wird das Kennwort verlangt.',
    );
    expect(pin.value).toBe('');
    expect(document.activeElement).toBe(pin);
  });

  it.each([
    ['Mehmet Yıldız', 'Mehmet Yıldız meldet sich mit dem Kennwort an.'],
    ['Birgit Hoffmann', /^Birgit Hoffmann sieht andere Daten/],
  ])('leads %s to the sign-in, and back', async (name, why) => {
    open();
    fireEvent.click(await screen.findByRole('radio', { name: new RegExp(name) }));
    expect(screen.getByText(why)).toBeDefined();
    fireEvent.click(screen.getByRole('button', { name: 'Mit Kennwort anmelden' }));
    await heading('Anmelden');
    fireEvent.click(screen.getByRole('button', { name: 'Zurück zur Auswahl' }));
    await heading('Wer ist da?');
  });

  it.each([
    ['is one person’s', { isShared: false }],
    ['knows nobody yet', { people: [] }],
  ])('that %s shows the sign-in', async (_why, view) => {
    open(view);
    await heading('Anmelden');
  });
});

const own: OwnDuty = {
  ...{ isShared: true, hasPin: true, isFresh: false, since: Date.UTC(2026, 10, 23, 8) },
  ...{ wrapUps: THREE, colleagues: [{ userId: 'mehmet', userName: 'Mehmet Yıldız' }] },
};
const openDesk = (more: Partial<OwnDuty> = {}): Rendered =>
  render(
    <>
      <DutyActs />
      <DutyStatus />
    </>,
    {
      answers: {
        'duty.own': () => ({ ...own, ...more }),
        'duty.leave': () => undefined,
        'duty.handOver': () => undefined,
      },
    },
  );
const pressLeave = (): boolean => fireEvent.keyDown(window, { key: 'p', code: 'KeyP', altKey: true });

describe('on duty', () => {
  it('the desk is left by key, and it hears that somebody is there', async () => {
    const rendered = openDesk();
    await screen.findByText(/^Im Dienst seit/);
    pressLeave();
    await waitFor(() => expect(inputs(rendered, 'duty.leave')).toEqual([{ how: 'checked-out' }]));
    pressLeave();
    await waitFor(() => expect(inputs(rendered, 'duty.leave')).toHaveLength(2));
    // However much is typed.
    expect(inputs(rendered, 'duty.stir')).toHaveLength(1);
  });

  it('a desk of one person has none of it', async () => {
    const rendered = openDesk({ isShared: false });
    await waitFor(() => expect(inputs(rendered, 'duty.own').length).toBeGreaterThan(0));
    pressLeave();
    expect(screen.queryByText(/^Im Dienst seit/)).toBeNull();
    expect(inputs(rendered, 'duty.leave')).toEqual([]);
  });

  it('the shift is handed over by name; unfinished wrap-ups go along one by one or all, and it says which', async () => {
    const rendered = render(<HandOver own={own} onClose={() => undefined} />, {
      answers: { 'duty.handOver': () => undefined, 'duty.giveWrapUps': () => undefined },
    });
    const given = () => inputs(rendered, 'duty.giveWrapUps');
    fireEvent.click(await screen.findByRole('button', { name: 'Unterdrückt mitgeben' }));
    await waitFor(() => expect(given()).toEqual([{ toUserId: 'mehmet', ids: ['w2'] }]));
    fireEvent.click(await screen.findByRole('button', { name: 'Alle 2 mitgeben' }));
    await waitFor(() => expect(given().at(-1)).toEqual({ toUserId: 'mehmet', ids: ['w1', 'w3'] }));
    await waitFor(() => expect(screen.getAllByText('liegt jetzt bei Mehmet Yıldız')).toHaveLength(3));
    fireEvent.click(screen.getByRole('button', { name: 'Übergeben' }));
    await waitFor(() => expect(inputs(rendered, 'duty.handOver')).toEqual([{ toUserId: 'mehmet' }]));
  });
});

describe('the screen of duties', () => {
  it('tells who is where since when, and how each duty ended', async () => {
    const line = {
      id: '1',
      staffId: 'n',
      staffName: 'Nadine Kröger',
      deskName: 'Empfang',
      beganAt: 1,
      endedAt: null,
    };
    render(<DutyScreen />, {
      answers: {
        'duty.overview': () => ({
          isEverybodys: true,
          now: [{ ...line, how: null }],
          past: [
            { ...line, id: '2', staffName: 'Mehmet Yıldız', endedAt: 2, how: 'handed-over' },
            { ...line, id: '3', staffName: 'Tobias Lenz', endedAt: 2, how: null },
          ],
        }),
      },
    });
    await screen.findByText('Nadine Kröger');
    expect(screen.getByText('übergeben')).toBeDefined();
    expect(screen.getByText('ohne Abmeldung')).toBeDefined();
  });
});
