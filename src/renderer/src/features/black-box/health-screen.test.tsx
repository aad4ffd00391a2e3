import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import * as fixture from '#test/renderer/fixture.ts';
import { callIdOf, ringing } from '#test/renderer/fixture.ts';
import { render } from '#test/renderer/render.tsx';
import type { Rendered } from '#test/renderer/render.tsx';
import { CALL_TEST } from '#shared/features/black-box/contract.ts';
import type { HealthReport, TestCall } from '#shared/features/black-box/contract.ts';
import { HEALTH_STAGES, healthOf } from '#shared/features/black-box/health.ts';
import type { HealthFacts } from '#shared/features/black-box/health.ts';
import { HealthScreen } from './health-screen.tsx';
import { de } from './de.ts';

const facts: HealthFacts = {
  status: {
    links: [],
    pbx: { state: 'refused', fault: 'wrong-secret', detail: 'Authentication failed' },
    centre: { state: 'offline', asOf: 1, pending: 3, rejected: 0 },
    keyStrength: 'keychain',
  },
  linkedAt: null,
  heardAt: null,
  calls: { count: 0, verified: 0 },
  numbers: 10,
  lookupP95: null,
  writeError: null,
};
const times = { tracked: 0.5, matched: 0.1, told: 1.25, total: 1.85 };

async function health(report: HealthReport, test: TestCall | null = null): Promise<Rendered> {
  const rendered = render(<HealthScreen />);
  rendered.bridge.answer('black-box.health', () => report);
  rendered.bridge.answer('black-box.testCall', () => test);
  rendered.bridge.emit('changed', { tables: ['health', CALL_TEST] });
  await act(async () => rendered.frame());
  return rendered;
}

const stage = (list: string, name: string): HTMLElement =>
  within(screen.getByRole('list', { name: list }))
    .getByText(name)
    .closest('li') as HTMLElement;

describe('the health of the desk', () => {
  it('has a light a stage, its cause in words and what to do', async () => {
    await health({ stages: healthOf(facts), pop: null });
    const lights = within(screen.getByRole('list', { name: 'Stufen' })).getAllByRole('listitem');
    expect(lights).toHaveLength(HEALTH_STAGES.length);
    expect(stage('Stufen', 'Anmeldung').textContent).toContain(
      'Die Anlage kennt Benutzer oder Geheimnis nicht.',
    );
    expect(stage('Stufen', 'Anmeldung').textContent).toContain('neu eingeben');
    expect(stage('Stufen', 'Anmeldung').textContent).toContain('Authentication failed');
    expect(stage('Stufen', 'Zentrale').dataset['light']).toBe('warn');
    expect(screen.getByRole('list', { name: 'Stufen' }).textContent).not.toContain('stage.');
    expect(screen.getByText('Noch kein Anruf gemessen.')).toBeTruthy();
  });

  it('says how long it takes from ring to sheet', async () => {
    await health({ stages: healthOf(facts), pop: { calls: 12, p50: times, p95: { ...times, total: 7.5 } } });
    const row = screen.getByRole('rowheader', { name: 'Zusammen' }).closest('tr');
    expect(
      within(row as HTMLElement)
        .getAllByRole('cell')
        .map(({ textContent }) => textContent),
    ).toEqual(['1,85 ms', '7,5 ms']);
    expect(screen.getByText('aus den letzten 12 Anrufen')).toBeTruthy();
  });

  it('has words for every cause there is', () => {
    const pbx = (state: HealthFacts['status']['pbx']['state'], fault?: string): HealthFacts['status'] => ({
      ...facts.status,
      pbx: { state, ...(fault === undefined ? {} : { fault }) },
    });
    const statuses: readonly HealthFacts['status'][] = [
      ...(['off', 'connecting', 'ready'] as const).map((state) => pbx(state)),
      ...(['unreachable', 'not-a-pbx', 'no-answer', 'closed'] as const).map((fault) => pbx('waiting', fault)),
      ...(['wrong-secret', 'bad-settings'] as const).map((fault) => pbx('refused', fault)),
      ...(['weak', 'file'] as const).map((keyStrength) => ({ ...facts.status, keyStrength })),
      ...(['signed-out', 'connecting', 'online', 'offline', 'refused'] as const).map((state) => ({
        ...facts.status,
        centre: { ...facts.status.centre, state },
      })),
      { ...facts.status, centre: { ...facts.status.centre, state: 'online', rejected: 1 } },
      { ...facts.status, centre: { ...facts.status.centre, fault: 'disk' } },
    ];
    const variants: readonly HealthFacts[] = [
      ...statuses.flatMap((status) => [facts, { ...facts, heardAt: 1 }].map((one) => ({ ...one, status }))),
      { ...facts, calls: { count: 9, verified: 0 } },
      { ...facts, calls: { count: 9, verified: 9 } },
      { ...facts, numbers: 0 },
      { ...facts, lookupP95: 1_000 },
      { ...facts, writeError: 'ENOSPC' },
    ];
    const wordless = variants
      .flatMap(healthOf)
      .filter((one) => !Object.hasOwn(de.stage[one.stage], one.cause))
      .map((one) => `${one.stage}.${one.cause}`);
    expect(wordless).toEqual([]);
  });
});

describe('the doors', () => {
  it('have a light each, with cause and next step, whichever is the worst', async () => {
    const settings = {
      ...fixture.settings,
      fritzbox: { ...fixture.settings.fritzbox, enabled: true },
      sip: { ...fixture.settings.sip, enabled: true },
    };
    const links = [
      { adapter: 'ami', state: 'ready' },
      { adapter: 'sip', state: 'off' },
      {
        adapter: 'fritzbox',
        state: 'waiting',
        fault: 'unreachable',
        detail: 'ECONNREFUSED',
        onlyListens: true,
      },
      { adapter: 'webhook', state: 'off', onlyListens: true },
    ] as const;
    render(<HealthScreen />, { state: { settings, status: { ...fixture.status, links } } });
    const list = within(await screen.findByRole('list', { name: 'Zugänge zur Telefonanlage' }));
    await act(async () => undefined);
    const told = list.getAllByRole('listitem');
    expect(told.map((item) => [item.querySelector('strong')?.textContent, item.dataset['light']])).toEqual([
      ['Asterisk (AMI)', 'good'],
      ['SIP', 'off'],
      ['FRITZ!Box', 'warn'],
    ]);
    expect(told[1]?.textContent).toContain('ausfüllen');
    expect(told[2]?.textContent).toMatch(/#96\*5\*.*ECONNREFUSED/);
  });
});

describe('a setup check', () => {
  it('of several doors says for each what to do where', async () => {
    const { bridge } = await health({ stages: healthOf(facts), pop: null });
    bridge.answer('black-box.checkSetup', () => ({
      sip: [
        {
          item: 'sip.hint',
          state: 'missing',
          section: 'extensions.conf',
          line: 'exten => 201,hint,PJSIP/201',
        },
        { item: 'sip.identity', state: 'missing', section: '', line: '' },
      ],
      fritzbox: [{ item: 'fritzbox.monitor', state: 'missing', section: '', line: '#96*5*' }],
    }));
    await act(async () => void fireEvent.click(screen.getByRole('button', { name: 'Einrichtung prüfen' })));
    expect(screen.getByText('exten => 201,hint,PJSIP/201')).toBeTruthy();
    expect(screen.getByText(/^In extensions\.conf/)).toBeTruthy();
    expect(screen.getByText(/16\.19, 18\.5/)).toBeTruthy();
    expect(screen.getByText('#96*5*')).toBeTruthy();
    expect(screen.queryByText(/manager\.conf|manager reload/)).toBeNull();
  });

  it('names what is missing and the line to add, once', async () => {
    const { bridge } = await health({ stages: healthOf(facts), pop: null });
    bridge.answer('black-box.checkSetup', () => ({
      ami: [
        { item: 'read.call', state: 'ok', section: '[cti]', line: 'read = call,agent' },
        { item: 'channelvars.did', state: 'missing', section: '[general]', line: 'channelvars = DID' },
        { item: 'channelvars.dnid', state: 'missing', section: '[general]', line: 'channelvars = DID' },
      ],
    }));
    await act(async () => void fireEvent.click(screen.getByRole('button', { name: 'Einrichtung prüfen' })));
    expect(screen.getByText('Gewählte Nummer (DID)').closest('li')?.textContent).toContain('fehlt');
    expect(screen.getAllByText('channelvars = DID')).toHaveLength(1);
    expect(screen.getByText('In manager.conf, Abschnitt [general]:')).toBeTruthy();
  });
});

describe('a test call', () => {
  const test: TestCall = {
    mode: 'dial',
    state: 'waiting',
    startedAt: 1_000,
    until: Date.now() + 30_000,
    passed: [{ stage: 'asked', at: 1_500 }],
    callId: null,
    error: null,
  };

  it('rings the own phone, or waits for a call', async () => {
    const { bridge } = await health({ stages: [], pop: null });
    bridge.answer('black-box.startTest', () => undefined);
    await act(
      async () =>
        void fireEvent.click(screen.getByRole('button', { name: 'Eigenes Telefon klingeln lassen' })),
    );
    await act(
      async () => void fireEvent.click(screen.getByRole('button', { name: 'Auf den nächsten Anruf warten' })),
    );
    expect(
      bridge.asked.filter(({ channel }) => channel === 'black-box.startTest').map(({ input }) => input),
    ).toEqual([{ mode: 'dial', number: '201' }, { mode: 'ring' }]);
  });

  it('lights each stage as it is passed, the own window last', async () => {
    const rendered = await health({ stages: [], pop: null }, test);
    expect(stage('Testanruf', 'Anlage hat den Auftrag angenommen').textContent).toContain('nach 0,5 s');
    expect(stage('Testanruf', 'Anruf erkannt').dataset['light']).toBe('busy');
    const call = ringing('unknown', { id: callIdOf(7) });
    rendered.bridge.answer('black-box.testCall', () => ({
      ...test,
      state: 'passed',
      callId: call.id,
      passed: [
        ...test.passed,
        ...(['event', 'told', 'matched'] as const).map((one) => ({ stage: one, at: 2_000 })),
      ],
    }));
    rendered.bridge.emit('changed', { tables: [CALL_TEST] });
    await act(async () => rendered.frame());
    await act(async () => rendered.bridge.setCalls([call]));
    expect(stage('Testanruf', 'In diesem Fenster angekommen').dataset['light']).toBe('good');
    expect(screen.getByText('Der Anruf ist angekommen.')).toBeTruthy();
  });

  it('says which stage was not reached, and why the phone system refused', async () => {
    await health({ stages: [], pop: null }, { ...test, state: 'failed', error: 'dial.failed', passed: [] });
    expect(screen.getByText(/hat den Auftrag nicht angenommen\. Recht/)).toBeTruthy();
    expect(screen.getByText(/^Die Anlage hat nicht gewählt/)).toBeTruthy();
  });
});

describe('the comparison with the centre', () => {
  const at = fixture.NOW;
  const statusWith = (checked?: {
    readonly at: number;
    readonly repaired: number;
    readonly differing: number;
  }) => ({
    ...fixture.status,
    centre: { ...fixture.status.centre, ...(checked && { checked }) },
  });
  const button = (): HTMLElement => screen.getByRole('button', { name: 'Mit der Zentrale vergleichen' });
  const panel = (): string => button().closest('section')?.textContent ?? '';

  it('was none yet, is asked for, and tells when it is done and what it found', async () => {
    const { bridge } = await health({ stages: [], pop: null });
    expect(panel()).toContain('Noch nicht mit der Zentrale verglichen.');
    bridge.answer('session.compare', () => undefined);
    await act(async () => void fireEvent.click(button()));
    expect(bridge.asked.filter(({ channel }) => channel === 'session.compare')).toHaveLength(1);
    expect(panel()).toContain('Wird verglichen');
    await act(async () => bridge.emit('status', statusWith({ at, repaired: 0, differing: 0 })));
    expect(panel()).toContain('Hier ist alles wie in der Zentrale.');
    expect(panel()).not.toContain('Wird verglichen');
    await act(async () => bridge.emit('status', statusWith({ at, repaired: 1, differing: 2 })));
    expect(panel()).toMatch(/Ein Bereich war anders.*2 Bereiche weichen noch ab/);
  });

  it('that cannot be made now is not waited for', async () => {
    const { bridge } = await health({ stages: [], pop: null });
    bridge.answer('session.compare', () => {
      throw { code: 'centre.offline', message: 'nobody there', params: {} } as unknown as Error;
    });
    await act(async () => void fireEvent.click(button()));
    expect(panel()).not.toContain('Wird verglichen');
  });
});
