import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { DeskStatus } from '#shared/ipc/status.ts';
import { session, status } from '#test/renderer/fixture.ts';
import { render } from '#test/renderer/render.tsx';
import { LoginScreen } from '../app/login-screen.tsx';
import { StartCard } from './start-card.tsx';
import { StartScreen } from './start-screen.tsx';

const desk = (centre: Partial<DeskStatus['centre']>, pbx: DeskStatus['pbx']): DeskStatus => ({
  ...status,
  centre: { ...status.centre, state: 'online', asOf: 1, ...centre },
  pbx,
});
const step = (name: string): HTMLElement => {
  const found = within(screen.getByRole('list', { name: 'Schritte' }))
    .getAllByRole('listitem')
    .find(({ textContent }) => textContent?.startsWith(name));
  if (!found) throw new Error(`no step ${name}`);
  return found;
};

describe('the first start', () => {
  it('says of each step how it stands, and of a fault its cause and what to do', async () => {
    const untrusted = { state: 'untrusted', fault: 'certificate-self-signed', asOf: null } as const;
    render(<StartScreen />, { state: { session, status: desk(untrusted, { state: 'off' }) } });
    await act(async () => undefined);
    expect(step('Zentrale erreichen').textContent).toMatch(
      /gestört · Zertifikat ist von niemandem beglaubigt.*Zertifikat der Zentrale hinterlegen/,
    );
    expect(step('Zentrale erreichen').getAttribute('aria-current')).toBe('step');
    expect(step('Anmelden').textContent).toMatch(/erledigt/);
  });

  it('opens the telephone system where it is the next step, and the first data with their progress', async () => {
    const filling = { asOf: null, progress: { done: 25, total: 100 } };
    render(<StartScreen />, { state: { session, status: desk(filling, { state: 'off' }) } });
    await act(async () => undefined);
    expect(screen.getByRole('region', { name: 'Telefonanlage' })).toBeTruthy();
    expect(step('Erster Abgleich').textContent).toMatch(/läuft.*25 %/);
    expect(screen.getByRole('progressbar')).toBeTruthy();
  });

  it('is over when the desk is ready: a test call is offered, not asked for', async () => {
    render(<StartScreen />, { state: { session, status: desk({}, { state: 'ready' }) } });
    await act(async () => undefined);
    expect(screen.getByText('Bereit für Anrufe.')).toBeTruthy();
    expect(step('Testanruf').getAttribute('aria-current')).toBe('step');
  });

  it('stands on "Heute" until there is a telephone, or until it is left', async () => {
    localStorage.removeItem('start.left');
    const ready = render(<StartCard />, { state: { session, status: desk({}, { state: 'ready' }) } });
    await act(async () => undefined);
    expect(screen.queryByText('Diesen Arbeitsplatz einrichten')).toBeNull();
    ready.unmount();
    const off = { state: { session, status: desk({}, { state: 'off' }) } };
    const first = render(<StartCard />, off);
    await act(async () => undefined);
    expect(screen.getByText(/3 von 5 Schritten.*Telefonanlage verbinden/)).toBeTruthy();
    expect(screen.getByRole('link').getAttribute('href')).toBe('#/start');
    await act(async () => void fireEvent.click(screen.getByRole('button', { name: 'Nicht jetzt' })));
    expect(screen.queryByText('Diesen Arbeitsplatz einrichten')).toBeNull();
    first.unmount();
    render(<StartCard />, off);
    await act(async () => undefined);
    expect(screen.queryByText('Diesen Arbeitsplatz einrichten')).toBeNull();
  });

  it('finds filled in what the house says, and asks for the rest', async () => {
    const lacking = desk({}, { state: 'off' });
    const rendered = render(<StartScreen />, {
      state: { session, status: lacking },
      answers: { 'settings.houseValues': () => [{ name: 'ami.host', origin: 'house', value: 'pbx.haus' }] },
    });
    await act(async () => rendered.frame());
    expect(step('Telefonanlage verbinden').textContent).toMatch(
      /offen.*Was das Haus vorgibt, steht unten schon da/,
    );
  });

  it('shows at the sign-in of an empty desk where it stands, and nothing of it at any other', async () => {
    const empty = desk({ state: 'signed-out', asOf: null }, { state: 'off' });
    const first = render(<LoginScreen />, { state: { session: null, status: empty } });
    await act(async () => undefined);
    expect(step('1Zentrale erreichen').getAttribute('aria-current')).toBe('step');
    expect(step('2Anmelden').textContent).toMatch(/offen/);
    first.unmount();
    render(<LoginScreen />, {
      state: { session: null, status: desk({ state: 'signed-out', asOf: 1 }, { state: 'off' }) },
    });
    await act(async () => undefined);
    expect(screen.queryByRole('list', { name: 'Schritte' })).toBeNull();
  });
});
