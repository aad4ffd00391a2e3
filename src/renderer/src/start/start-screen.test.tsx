import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { DeskStatus } from '#shared/ipc/status.ts';
import { session, status } from '#test/renderer/fixture.ts';
import { render } from '#test/renderer/render.tsx';
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
});
