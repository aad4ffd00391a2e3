import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { DeskSettings } from '#shared/settings/desk-settings.ts';
import type { HouseValue } from '#shared/settings/house-values.ts';
import { SIP_LIMITS } from '#shared/settings/sip-limits.ts';
import * as fixture from '#test/renderer/fixture.ts';
import { render } from '#test/renderer/render.tsx';
import type { Rendered } from '#test/renderer/render.tsx';
import { SettingsScreen } from './settings-screen.tsx';

const on = (...doors: readonly ('ami' | 'sip' | 'fritzbox' | 'webhook')[]): DeskSettings => ({
  ...fixture.settings,
  ami: { ...fixture.settings.ami, enabled: doors.includes('ami') },
  sip: { ...fixture.settings.sip, enabled: doors.includes('sip') },
  fritzbox: { ...fixture.settings.fritzbox, enabled: doors.includes('fritzbox') },
  webhook: { enabled: doors.includes('webhook') },
});

async function open(settings: DeskSettings, status = fixture.status): Promise<Rendered> {
  const rendered = render(<SettingsScreen />, { state: { settings, status } });
  await act(async () => undefined);
  return rendered;
}

const door = (name: string): HTMLElement => screen.getByRole('region', { name });
const patches = ({ bridge }: Rendered): readonly unknown[] =>
  bridge.asked.filter(({ channel }) => channel === 'settings.change').map(({ input }) => input);

async function type(label: RegExp | string, text: string): Promise<void> {
  const field = screen.getByLabelText(label);
  await act(async () => {
    fireEvent.change(field, { target: { value: text } });
  });
  await act(async () => {
    fireEvent.keyDown(field, { key: 'Enter' });
  });
}

const DOORS = ['Asterisk (AMI)', 'SIP', 'FRITZ!Box', 'Cloud-Anlage (Webhook)'];

describe('the doors in the settings', () => {
  it('are one switch each while they are off', async () => {
    await open(on());
    for (const name of DOORS) {
      expect(within(door(name)).getAllByRole('switch')).toHaveLength(1);
      expect(within(door(name)).queryAllByRole('textbox')).toEqual([]);
    }
  });

  it.each([
    ['SIP', { sip: { enabled: true } }],
    ['FRITZ!Box', { fritzbox: { enabled: true } }],
    ['Cloud-Anlage (Webhook)', { webhook: { enabled: true } }],
  ])('%s is switched on by its own switch', async (name, patch) => {
    const rendered = await open(on());
    await act(async () => fireEvent.click(within(door(name)).getByRole('switch')));
    expect(patches(rendered)).toEqual([patch]);
  });

  it('SIP saves each field by itself, and shows no secret', async () => {
    const rendered = await open(on('sip'));
    await type('Server', 'pbx.example:8089');
    await type('Benutzer', 'cti201');
    await type('Geheimnis', 'S3cret');
    await type('Nebenstelle', '201');
    expect(patches(rendered)).toEqual([
      { sip: { server: 'pbx.example:8089' } },
      { sip: { user: 'cti201' } },
      { sip: { secret: 'S3cret' } },
      { sip: { extension: '201' } },
    ]);
    expect(screen.queryByDisplayValue('S3cret')).toBeNull();
  });

  it('SIP takes the certificate of a private authority, pasted or from a file, and says what is none', async () => {
    const rendered = await open(on('sip'));
    const pem = '-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----\n';
    const field = screen.getByLabelText('Private Zertifizierungsstelle');
    const paste = async (text: string): Promise<void> => {
      await act(async () => void fireEvent.change(field, { target: { value: text } }));
      await act(async () => void fireEvent.blur(field));
    };
    await paste('MIIBmzCCAUGgAwIBAgIUM8kv');
    expect(patches(rendered)).toEqual([]);
    expect(screen.getByText(/kein Zertifikat im PEM-Format/)).toBeTruthy();
    await paste(`# Haus-CA\n${pem}`);
    expect(patches(rendered)).toEqual([{ sip: { ca: pem } }]);
    const input = door('SIP').querySelector('input[type=file]') as HTMLInputElement;
    await act(async () => void fireEvent.change(input, { target: { files: [new File([pem], 'ca.pem')] } }));
    await act(async () => undefined);
    expect(patches(rendered)).toEqual([{ sip: { ca: pem } }, { sip: { ca: pem } }]);
  });

  it('the centre takes its authority as SIP does, and says which the desk cannot use', async () => {
    const rendered = await open(on());
    const pem = '-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----\n';
    const field = screen.getByLabelText('Private Zertifizierungsstelle der Zentrale');
    const paste = async (text: string): Promise<void> => {
      await act(async () => void fireEvent.change(field, { target: { value: text } }));
      await act(async () => void fireEvent.blur(field));
    };
    await paste('-----BEGIN PRIVATE KEY-----');
    expect(patches(rendered)).toEqual([]);
    expect(screen.getByText(/kein Zertifikat im PEM-Format/)).toBeTruthy();
    rendered.bridge.answer('settings.change', () => {
      throw { code: 'settings.bad-certificate', message: 'no', params: {} } as unknown as Error;
    });
    await paste(pem);
    expect(patches(rendered)).toEqual([{ centre: { ca: pem } }]);
    expect(screen.getByText(/Zertifikat lässt sich nicht lesen/)).toBeTruthy();
    expect((field as HTMLTextAreaElement).value).toBe(pem);
  });

  it('SIP refuses what is no server, and says what one looks like', async () => {
    const rendered = await open(on('sip'));
    await type('Server', 'sip://pbx example');
    expect(patches(rendered)).toEqual([]);
    expect(screen.getByText(/mit Port zum Beispiel pbx\.example:8089/)).toBeTruthy();
  });

  it('SIP says what it is not told, and whose account must never be entered', async () => {
    await open(on('sip'));
    expect(within(door('SIP')).getAllByRole('listitem')).toHaveLength(SIP_LIMITS.length);
    expect(within(door('SIP')).getByText(/Nie das Konto des Tischtelefons/)).toBeTruthy();
  });

  it('the FRITZ!Box takes numbers with spaces, and asks for no secret', async () => {
    const rendered = await open(on('fritzbox'));
    const own = within(door('FRITZ!Box'));
    for (const [label, text] of [
      ['Eigene Nummern', '0221 4710 612'],
      ['Nebenstellen', '**610'],
    ] as const) {
      const field = own.getByRole('combobox', { name: label });
      await act(async () => field.focus());
      await act(async () => fireEvent.change(field, { target: { value: text } }));
      await act(async () => field.blur());
    }
    expect(patches(rendered)).toEqual([
      { fritzbox: { numbers: ['0221 4710 612'] } },
      { fritzbox: { extensions: ['**610'] } },
    ]);
    expect(own.getByText(/#96\*5\*/)).toBeTruthy();
    expect(own.queryByLabelText('Geheimnis')).toBeNull();
  });

  it('warns where one phone would show twice', async () => {
    const { bridge } = await open(on('ami', 'sip'));
    expect(screen.getByText(/jeder Anruf doppelt/)).toBeTruthy();
    await act(async () => bridge.emit('settings', on('sip', 'fritzbox')));
    expect(screen.queryByText(/jeder Anruf doppelt/)).toBeNull();
  });

  it('tell a fault where it is, in the words of that door', async () => {
    const pbx = { state: 'refused', adapter: 'webhook', fault: 'wrong-secret' } as const;
    await open(on('ami', 'webhook'), {
      ...fixture.status,
      pbx,
      links: [{ adapter: 'ami', state: 'ready' }, pbx],
    });
    expect(within(door('Cloud-Anlage (Webhook)')).getByText(/bitte neu anmelden/)).toBeTruthy();
    expect(within(door('Cloud-Anlage (Webhook)')).getByText('Abmelden und wieder anmelden.')).toBeTruthy();
    expect(within(door('Asterisk (AMI)')).getByText('Telefon bereit')).toBeTruthy();
  });

  it('tell a fault that is the same at all doors in the common words', async () => {
    const pbx = { state: 'refused', adapter: 'sip', fault: 'wrong-secret' } as const;
    await open(on('sip'), { ...fixture.status, pbx, links: [pbx] });
    expect(within(door('SIP')).getByText(/Benutzer oder Geheimnis falsch/)).toBeTruthy();
  });

  it('say which values come from the house, and give one back to it', async () => {
    const said: readonly HouseValue[] = [
      { name: 'ami.host', origin: 'house', value: 'pbx.haus' },
      { name: 'ami.port', origin: 'here', value: 5039 },
      { name: 'ami.user', origin: 'run', value: 'cti' },
    ];
    const settings = on('ami');
    const rendered = render(<SettingsScreen />, {
      state: { settings },
      answers: { 'settings.houseValues': () => said, 'settings.backToHouse': () => settings },
    });
    await act(async () => rendered.frame());
    expect(door('Asterisk (AMI)').textContent).toMatch(
      /Adressevom Haus.*Porthier gesetztwieder vom Haus.*vorgegeben/,
    );
    const back = within(door('Asterisk (AMI)')).getAllByRole('button', { name: / wieder vom Haus$/ });
    expect(back.map((one) => one.getAttribute('aria-label'))).toEqual([
      'Port wieder vom Haus',
      'Benutzer wieder vom Haus',
    ]);
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Port wieder vom Haus' })));
    expect(rendered.bridge.asked).toContainEqual({
      channel: 'settings.backToHouse',
      input: { name: 'ami.port' },
    });
  });

  it('take a change of what came from the house back to the house', async () => {
    const said: readonly HouseValue[] = [{ name: 'ami.host', origin: 'house', value: 'pbx.haus' }];
    const settings = on('ami');
    const rendered = render(<SettingsScreen />, {
      state: { settings },
      answers: { 'settings.houseValues': () => said, 'settings.backToHouse': () => settings },
    });
    await act(async () => rendered.frame());
    await type('Adresse', 'eigene.example');
    await act(async () =>
      fireEvent.click(within(door('Asterisk (AMI)')).getByRole('button', { name: 'Rückgängig' })),
    );
    expect(patches(rendered)).toEqual([{ ami: { host: 'eigene.example' } }]);
    expect(rendered.bridge.asked).toContainEqual({
      channel: 'settings.backToHouse',
      input: { name: 'ami.host' },
    });
  });
});
