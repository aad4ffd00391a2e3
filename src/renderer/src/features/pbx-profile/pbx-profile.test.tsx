import { act, fireEvent, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { pbxProfileTable } from '#shared/features/pbx-profile/model.ts';
import { NOTHING_SAID } from '#shared/features/pbx-profile/profile-fields.ts';
import type { ProfileValues } from '#shared/features/pbx-profile/profile-fields.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import { ran } from '#test/renderer/acts.ts';
import { session } from '#test/renderer/fixture.ts';
import { render } from '#test/renderer/render.tsx';
import type { Rendered } from '#test/renderer/render.tsx';
import { Toasts } from '../../ui/toasts.tsx';
import { ProfileScreen } from './profile-screen.tsx';

const ami: ProfileValues = {
  ...NOTHING_SAID,
  ...{ door: 'ami', ami_host: 'pbx.haus', ami_port: 5039, area: '221' },
};

async function open(
  kept: ProfileValues | null,
  roles: readonly ('admin' | 'lead')[] = ['admin'],
): Promise<Rendered> {
  const rendered = render(<ProfileScreen />, { state: { session: { ...session, roles } } });
  rendered.bridge.answer('pbx-profile.current', () => kept);
  rendered.bridge.answer('commands.run', () => undefined);
  await act(async () => rendered.bridge.emit('changed', { tables: [pbxProfileTable.name] }));
  await act(async () => rendered.frame());
  return rendered;
}
const type = (label: string, value: string): Promise<void> =>
  act(async () => void fireEvent.change(screen.getByLabelText(label), { target: { value } }));
const save = (): HTMLElement => screen.getByRole('button', { name: 'Für alle speichern' });

describe('the telephone system of the house', () => {
  it('is the administration’s, and asked for by nobody else', async () => {
    const { bridge } = await open(ami, ['lead']);
    expect(screen.getByText(/nur Personen mit der Rolle Verwaltung/)).toBeTruthy();
    expect(bridge.asked.some(({ channel }) => channel.startsWith('pbx-profile.'))).toBe(false);
  });

  it('sends what was changed and nothing else; an emptied field says nothing any more', async () => {
    const rendered = await open(ami);
    expect(save()).toHaveProperty('disabled', true);
    await type('Port', '');
    await type('Ortsvorwahl', ' 30 ');
    await type('Stellen der Nebenstellen', '4');
    await act(async () => void fireEvent.click(save()));
    expect(ran(rendered)).toMatchObject([
      { name: 'pbx-profile.set', args: { values: { ami_port: null, area: '30', internal_length: 4 } } },
    ]);
  });

  it('tells a value that does not fit at its field, and sends nothing', async () => {
    await open(ami);
    await type('Adresse', 'http://pbx.haus');
    expect(screen.getByText(/ohne Port, ohne http/)).toBeTruthy();
    expect(save()).toHaveProperty('disabled', true);
    await type('Adresse', '');
    expect(screen.getByText('Ohne diese Angabe lässt sich der Weg nicht öffnen.')).toBeTruthy();
    expect(save()).toHaveProperty('disabled', true);
    await type('Adresse', 'pbx2.haus');
    await type('Port', '99999');
    expect(screen.getByText(/Eine Zahl von 1 bis 65535/)).toBeTruthy();
    await type('Port', '5038');
    expect(save()).toHaveProperty('disabled', false);
  });

  it('has the numbers of the house, and shows what they mean before they are saved', async () => {
    const rendered = await open(ami);
    await type('Rufnummern des Hauses', '0221 47101-XX\n47101');
    expect(screen.getByText(/Nummern mit Vorwahl, durch Komma/)).toBeTruthy();
    expect(save()).toHaveProperty('disabled', true);
    await type('Rufnummern des Hauses', '0221 47101-XX\n030 23125');
    expect(screen.getByText('0221 47101: Zentrale und Durchwahlen 00 bis 99')).toBeTruthy();
    expect(screen.getByText('030 23125: nur diese Nummer')).toBeTruthy();
    await type('Nummer probieren', '+49 221 47101-21');
    expect(screen.getByText('0221 4710121: eigene Durchwahl 21')).toBeTruthy();
    await type('Nummer probieren', '030 23125');
    expect(screen.getByText('030 23125: eigene Hauptnummer')).toBeTruthy();
    await type('Nummer probieren', '+49 221 4710-612');
    expect(screen.getByText('0221 4710612: von außen')).toBeTruthy();
    await type('Nummer probieren', '21');
    expect(screen.getByText('Nebenstelle 21 des Hauses')).toBeTruthy();
    await type('Nummer probieren', 'keine');
    expect(screen.getByText('Das ist keine Rufnummer.')).toBeTruthy();
    await act(async () => void fireEvent.click(save()));
    expect(ran(rendered)).toMatchObject([
      { name: 'pbx-profile.set', args: { values: { own_numbers: '+4922147101-xx, +493023125' } } },
    ]);
  });

  it('keeps what is being typed while a colleague’s value arrives, and follows once it is kept', async () => {
    const rendered = await open(ami);
    const arrives = async (values: ProfileValues): Promise<void> => {
      rendered.bridge.answer('pbx-profile.current', () => values);
      await act(async () => rendered.bridge.emit('changed', { tables: [pbxProfileTable.name] }));
      await act(async () => rendered.frame());
    };
    const valueOf = (label: string): string => screen.getByLabelText<HTMLInputElement>(label).value;
    await type('Rufnummern des Hauses', '0221 47101-XX');
    await arrives({ ...ami, area: '30' });
    expect([valueOf('Ortsvorwahl'), valueOf('Rufnummern des Hauses')]).toEqual(['30', '0221 47101-XX']);
    await arrives({ ...ami, area: '30', own_numbers: '+4922147101-xx' });
    expect(valueOf('Rufnummern des Hauses')).toBe('+4922147101-xx');
    expect(save()).toHaveProperty('disabled', true);
    await arrives(ami);
    expect([valueOf('Ortsvorwahl'), valueOf('Rufnummern des Hauses')]).toEqual(['221', '']);
  });

  it('asks for no secret', async () => {
    await open(ami);
    expect(screen.queryByLabelText(/Geheimnis/)).toBeNull();
    expect(screen.getByText(/Das Geheimnis wird nie abgeglichen/)).toBeTruthy();
  });

  it('says which field the desk refuses, by its name', async () => {
    const rendered = render(
      <>
        <ProfileScreen />
        <Toasts />
      </>,
      {
        state: { session: { ...session, roles: ['admin'] } },
        answers: {
          'pbx-profile.current': () => ami,
          'commands.run': () => {
            throw new AppError('pbx-profile.bad-value', 'no', { field: 'ami_host' });
          },
        },
      },
    );
    await act(async () => rendered.frame());
    await type('Ortsvorwahl', '30');
    await act(async () => void fireEvent.click(save()));
    expect(await screen.findByText('Das Feld „Adresse (AMI)“ nimmt diesen Wert nicht.')).toBeTruthy();
  });
});
