import { act, fireEvent, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/kernel/app-error.ts';
import { NOW, session } from '#test/renderer/fixture.ts';
import { render } from '#test/renderer/render.tsx';
import type { Rendered } from '#test/renderer/render.tsx';
import { LoginScreen } from '../app/login-screen.tsx';
import { AccountScreen } from './account-screen.tsx';
import { FirstScreen } from './first-screen.tsx';

/** Lets what was asked before there were answers be asked again, as after any change at the centre. */
async function settle({ bridge, frame }: Pick<Rendered, 'bridge' | 'frame'>): Promise<void> {
  await act(async () => bridge.emit('changed', { tables: ['account'] }));
  await act(async () => frame());
}
const type = (label: string, value: string): Promise<void> =>
  act(async () => void fireEvent.change(screen.getByLabelText(label), { target: { value } }));
const press = (name: string): Promise<void> =>
  act(async () => void fireEvent.click(screen.getByRole('button', { name })));

const device = (id: string, name: string, own: boolean) => ({
  id: id.repeat(32),
  name,
  userId: 'u',
  userName: 'Nadine Kröger',
  createdAt: NOW,
  seenAt: NOW,
  own,
});

describe('my account', () => {
  it('enrols a second factor: password, code, recovery codes shown until they were kept', async () => {
    const rendered = render(<AccountScreen />, { state: { session } });
    const { bridge } = rendered;
    let on = false;
    bridge.answer('account.secondFactor', () => ({ on, required: false, recoveryCodes: on ? 10 : 0 }));
    bridge.answer('account.devices', () => []);
    bridge.answer('account.beginSecondFactor', () => ({ secret: 'ABCD', uri: 'otpauth://x', qr: '<svg/>' }));
    bridge.answer('account.confirmSecondFactor', () => {
      on = true;
      return { recoveryCodes: ['AAAA-BBBB', 'CCCC-DDDD'] };
    });
    bridge.answer('account.finish', () => undefined);
    await settle(rendered);
    await type('Kennwort', 'geheim-geheim');
    await press('Einrichten');
    expect(screen.getByRole('img', { name: 'QR-Code für die Authenticator-App' })).toBeTruthy();
    await type('Sechsstelliger Code', '123456');
    await press('Bestätigen');
    expect(screen.getByText('AAAA-BBBB')).toBeTruthy();
    expect(bridge.asked.map(({ channel }) => channel)).not.toContain('account.finish');
    await press('Ich habe sie verwahrt');
    expect(screen.queryByText('AAAA-BBBB')).toBeNull();
    expect(bridge.asked.map(({ channel }) => channel)).toContain('account.finish');
  });

  it('lists the devices, everybody’s for administrators alone, and signs one out', async () => {
    const rendered = render(<AccountScreen />, { state: { session } });
    const { bridge } = rendered;
    bridge.answer('account.secondFactor', () => ({ on: false, required: false, recoveryCodes: 0 }));
    bridge.answer('account.devices', () => [device('a', 'PC Empfang', true), device('b', 'Laptop', false)]);
    bridge.answer('account.revokeDevice', () => undefined);
    await settle(rendered);
    expect(screen.getByText('dieses Gerät')).toBeTruthy();
    await press('Laptop abmelden');
    expect(bridge.asked.at(-1)).toMatchObject({
      channel: 'account.revokeDevice',
      input: { id: 'b'.repeat(32) },
    });
    expect(screen.queryByText('Geräte aller Personen')).toBeNull();
  });
});

describe('what comes first', () => {
  it('is shown in place of the app, and nothing beside it', async () => {
    const rendered = render(<FirstScreen session={{ ...session, must: ['password', 'second-factor'] }} />, {
      state: { session },
    });
    const { bridge } = rendered;
    bridge.answer('account.changePassword', () => undefined);
    await settle(rendered);
    expect(screen.getByRole('heading', { level: 1, name: 'Noch ein Schritt' })).toBeTruthy();
    await type('Bisheriges Kennwort', 'alt-alt-alt');
    await type('Neues Kennwort', 'Birnen im Regen');
    await press('Kennwort ändern');
    expect(bridge.asked.at(-1)).toMatchObject({
      channel: 'account.changePassword',
      input: { old: 'alt-alt-alt', password: 'Birnen im Regen' },
    });
  });
});

describe('a policy', () => {
  const paper = (version: number, acceptedAt: number | null) => ({
    ...{ version, title: 'Mandantenschutz', body: `Absatz eins.\n\nFassung ${version}.` },
    ...{ publishedAt: NOW, holdsFrom: NOW, acceptedAt },
  });

  it('comes before the app until it was accepted', async () => {
    const rendered = render(<FirstScreen session={{ ...session, must: ['policy-paper'] }} />, {
      state: { session },
    });
    const { bridge } = rendered;
    bridge.answer('account.papers', () => [paper(2, null), paper(1, NOW)]);
    bridge.answer('account.acceptPaper', () => undefined);
    await settle(rendered);
    expect(screen.getByText('Fassung 2.')).toBeTruthy();
    await press('Gelesen und angenommen');
    expect(bridge.asked.at(-1)).toMatchObject({ channel: 'account.acceptPaper', input: { version: 2 } });
  });

  it('can be read again, in every version', async () => {
    const rendered = render(<AccountScreen />, { state: { session } });
    const { bridge } = rendered;
    bridge.answer('account.secondFactor', () => ({ on: false, required: false, recoveryCodes: 0 }));
    bridge.answer('account.devices', () => []);
    bridge.answer('account.papers', () => [paper(2, null), paper(1, NOW)]);
    await settle(rendered);
    expect(screen.getByText(/noch nicht angenommen/)).toBeTruthy();
    await press('Mandantenschutz, Fassung 1, lesen');
    expect(screen.getByText('Fassung 1.')).toBeTruthy();
  });
});

describe('the sign-in', () => {
  it('says why the desk has locked itself, and what waits', async () => {
    const rendered = render(<LoginScreen />, { state: { session: null } });
    const { bridge } = rendered;
    bridge.answer('account.lock', () => ({
      reason: 'lease',
      at: NOW,
      userName: 'Nadine Kröger',
      pending: 2,
    }));
    await settle(rendered);
    expect(await screen.findByText(/zu lange ohne Verbindung.*2 ungesendete Einträge/)).toBeTruthy();
  });

  it('asks for the code in a second step', async () => {
    const rendered = render(<LoginScreen />, { state: { session: null } });
    const { bridge } = rendered;
    bridge.answer('account.lock', () => null);
    bridge.answer('account.provider', () => ({ name: null }));
    const codes: unknown[] = [];
    bridge.answer('session.signIn', ({ code }: { code?: string }) => {
      codes.push(code);
      if (code === undefined) throw new AppError('login.code-needed', 'the code is missing');
      return session;
    });
    await settle(rendered);
    await type('Zentrale', 'https://zentrale.example');
    await type('Organisation', 'kv');
    await type('Anmeldename', 'nadine');
    await type('Kennwort', 'geheim-geheim');
    await press('Anmelden');
    const field = await screen.findByLabelText('Code der Authenticator-App');
    expect(document.activeElement).toBe(field);
    await type('Code der Authenticator-App', '123456');
    await press('Anmelden');
    expect(codes).toEqual([undefined, '123456']);
  });
});
