import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { callIdOf } from '#test/renderer/fixture.ts';
import { render } from '#test/renderer/render.tsx';
import type { Rendered } from '#test/renderer/render.tsx';
import type { Box } from '#shared/features/black-box/contract.ts';
import { BoxScreen } from './box-screen.tsx';
import { BoxesScreen } from './boxes-screen.tsx';

const box: Box = {
  id: callIdOf(1),
  callId: callIdOf(2),
  device: 'PJSIP/201',
  beganAt: 1_000,
  endedAt: 9_000,
  facts: {
    direction: 'in',
    number: '030 23125 247',
    queue: null,
    dialled: '496213456217',
    rule: 'stem',
    digits: '493023125247',
    extension: '47',
    candidates: ['Kessler Metallbau GmbH', 'Ute Sander'],
    party: null,
    end: 'missed-caller',
  },
  pop: { tracked: 1, matched: 1, told: 1, total: 3.21 },
  frames: [
    { at: 1_000, event: 'newchannel', fields: { channel: 'PJSIP/201-1', channelstate: '0' } },
    { at: 1_250, event: 'newstate', fields: { channel: 'PJSIP/201-1', channelstate: '5' } },
  ],
  stages: [{ event: 'ringing', eventAt: 1_250, trackedAt: 1_251, matchedAt: 1_251.5, emittedAt: 1_253 }],
  isCut: true,
};

afterEach(() => vi.restoreAllMocks());

async function show(answer: Box | null): Promise<Rendered> {
  const rendered = render(<BoxScreen params={{ id: box.id }} />);
  rendered.bridge.answer('black-box.box', () => answer);
  rendered.bridge.emit('changed', { tables: ['black_box'] });
  await act(async () => rendered.frame());
  return rendered;
}

describe('a call trace', () => {
  it('says why it was matched so: the rung that held', async () => {
    await show(box);
    const rungs = screen.getByRole('list', { name: 'Stufen der Zuordnung' });
    const held = rungs.querySelector('[aria-current="step"]');
    expect(held?.textContent).toContain('Die Hauptnummer passt, die Durchwahl 47 ist nicht hinterlegt.');
    expect(rungs.querySelectorAll('p')).toHaveLength(1);
    expect(screen.getByText('Einträge: Kessler Metallbau GmbH und Ute Sander')).toBeTruthy();
    expect(screen.getByText('Gewählt wurde 496213456217')).toBeTruthy();
  });

  it('lays what the phone system said and what was made of it on one line of time', async () => {
    await show(box);
    const rows = within(screen.getByRole('list', { name: 'Verlauf' })).getAllByRole('listitem');
    expect(rows.map((row) => row.querySelector('time')?.textContent)).toEqual(['0.000', '0.250', '0.250']);
    expect(rows.map((row) => row.dataset['kind'])).toEqual(['pbx', 'pbx', 'desk']);
    expect(rows[2]?.textContent).toContain('erkannt 1 ms · nachgeschlagen 0,5 ms · gezeigt 1,5 ms');
    expect(screen.getByText('Die Spur war voll; ihr Ende fehlt.')).toBeTruthy();
  });

  it('is saved as a file without personal data', async () => {
    const { bridge } = await show(box);
    bridge.answer('black-box.export', () => ({ name: 'spur.json', text: '{"a":1}' }));
    const blobs: Blob[] = [];
    vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => `blob:${blobs.push(blob as Blob)}`);
    vi.spyOn(URL, 'revokeObjectURL').mockImplementation(() => undefined);
    const saved: string[] = [];
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      saved.push(this.download);
    });
    await act(async () => void fireEvent.click(screen.getByRole('button', { name: /exportieren/ })));
    expect(saved).toEqual(['spur.json']);
    expect(await blobs[0]?.text()).toBe('{"a":1}');
  });

  it('says when it is gone', async () => {
    await show(null);
    expect(screen.getByRole('heading', { name: 'Diese Anrufspur gibt es nicht mehr.' })).toBeTruthy();
  });
});

describe('the list of call traces', () => {
  it('shows each call with its match and its time to the sheet; of a withheld one nothing', async () => {
    const { bridge, frame } = render(<BoxesScreen />);
    const withheld = {
      ...box,
      id: callIdOf(3),
      facts: { ...(box.facts as NonNullable<Box['facts']>), rule: 'withheld', number: null },
    };
    bridge.answer('black-box.list', () => [
      box,
      withheld,
      { ...box, id: callIdOf(4), callId: null, facts: null, pop: null },
    ]);
    bridge.answer('black-box.keepDays', () => 14);
    bridge.emit('changed', { tables: ['black_box', 'black_box_setting'] });
    await act(async () => frame());
    const [, ...rows] = screen.getAllByRole('row').map(({ textContent }) => textContent ?? '');
    expect(rows[0]).toContain('030 23125 247');
    expect(rows[0]).toContain('3,2 ms');
    expect(rows[1]).toContain('Unterdrückt');
    expect(rows[2]).toContain('kein Anruf daraus geworden');
    expect((screen.getByRole('combobox', { name: 'Aufbewahren' }) as HTMLInputElement).value).toBe('14 Tage');
  });
});
