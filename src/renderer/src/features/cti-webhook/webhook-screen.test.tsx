import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { WebhookBook } from '#shared/features/cti-webhook/admin.ts';
import { WEBHOOKS } from '#shared/features/cti-webhook/contract.ts';
import * as fixture from '#test/renderer/fixture.ts';
import { render } from '#test/renderer/render.tsx';
import type { Rendered } from '#test/renderer/render.tsx';
import { WebhookLink } from './webhook-link.tsx';
import { WebhookScreen } from './webhook-screen.tsx';

const ID = fixture.idOf(9, 70);
const lead = { ...fixture.session, roles: ['lead'] as const };
const book: WebhookBook = {
  webhooks: [{ id: ID, name: 'sipgate', signed: true, disabled: false, createdAt: fixture.NOW }],
  lines: [{ userId: fixture.session.userId, line: 'w0' }],
  people: [{ userId: fixture.session.userId, name: 'Nadine Kröger' }],
};
const SECRET = 'https://zentrale.example/api/cti/webhook/geheim';

async function open(answer: () => WebhookBook = () => book): Promise<Rendered> {
  const rendered = render(<WebhookScreen />, { state: { session: lead } });
  rendered.bridge.answer('cti-webhook.list', answer);
  for (const channel of ['create', 'rotate'])
    rendered.bridge.answer(`cti-webhook.${channel}`, () => ({
      id: ID,
      url: SECRET,
      signingKey: 'schluessel',
    }));
  for (const channel of ['disable', 'addLine', 'removeLine'])
    rendered.bridge.answer(`cti-webhook.${channel}`, () => undefined);
  await act(async () => rendered.bridge.emit('changed', { tables: [WEBHOOKS] }));
  await act(async () => rendered.frame());
  return rendered;
}

const asked = ({ bridge }: Rendered): readonly unknown[] =>
  bridge.asked
    .filter(({ channel }) => channel.startsWith('cti-webhook.') && channel !== 'cti-webhook.list')
    .map(({ channel, input }) => [channel.slice('cti-webhook.'.length), input]);
const press = (name: string | RegExp): Promise<void> =>
  act(async () => void fireEvent.click(screen.getByRole('button', { name })));

describe('the cloud PBX', () => {
  it('is shown to leads, and asked for by nobody else', async () => {
    const agent = render(<WebhookScreen />);
    await act(async () => undefined);
    expect(screen.getByText('Das verwalten Leitung und Verwaltung.')).toBeTruthy();
    expect(agent.bridge.asked.some(({ channel }) => channel.startsWith('cti-webhook.'))).toBe(false);
    agent.unmount();
    const link = render(<WebhookLink />);
    await act(async () => undefined);
    expect(screen.queryByRole('link')).toBeNull();
    link.unmount();
    render(<WebhookLink />, { state: { session: lead } });
    expect((await screen.findByRole('link')).getAttribute('href')).toBe('#/cloud-pbx');
  });

  it('makes an address and shows it and its key until it is closed', async () => {
    const rendered = await open();
    await act(
      async () =>
        void fireEvent.change(screen.getByLabelText('Name der Anlage'), { target: { value: ' Placetel ' } }),
    );
    await act(async () => void fireEvent.click(screen.getByLabelText('Nur signierte Meldungen annehmen')));
    await press('Adresse anlegen');
    expect(asked(rendered)).toEqual([['create', { name: 'Placetel', signed: true }]]);
    expect(screen.getByDisplayValue(SECRET)).toBeTruthy();
    expect(screen.getByDisplayValue('schluessel')).toBeTruthy();
    await press('Eingetragen, ausblenden');
    expect(screen.queryByDisplayValue(SECRET)).toBeNull();
  });

  it('gives a new secret, and switches off and on', async () => {
    const rendered = await open();
    await press('Neues Geheimnis: sipgate');
    expect(screen.getByDisplayValue(SECRET)).toBeTruthy();
    await press('Abschalten: sipgate');
    expect(asked(rendered)).toEqual([
      ['rotate', { id: ID }],
      ['disable', { id: ID, disabled: true }],
    ]);
  });

  it('lists who is called what, and takes a line away', async () => {
    const rendered = await open();
    const lines = within(screen.getByRole('list', { name: 'Anschlüsse' }));
    expect(lines.getByText('w0')).toBeTruthy();
    expect(lines.getByText('Nadine Kröger')).toBeTruthy();
    await press('Anschluss w0 von Nadine Kröger entfernen');
    expect(asked(rendered)).toEqual([['removeLine', book.lines[0]]]);
  });

  it('says why the centre refuses', async () => {
    await open(() => {
      throw { code: 'webhook.forbidden', message: 'no', params: {} } as unknown as Error;
    });
    expect(screen.getByText(/nur Leitung und Verwaltung/)).toBeTruthy();
  });
});
