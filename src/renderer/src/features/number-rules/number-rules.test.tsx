import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { NumberRuleLine, NumberTest } from '#shared/features/number-rules/contract.ts';
import { explainRungs, readNumber } from '#shared/phone/explain.ts';
import { isKnownNumber } from '#shared/phone/numbering-plan.ts';
import { ran } from '#test/renderer/acts.ts';
import { matches, session, settings } from '#test/renderer/fixture.ts';
import { render } from '#test/renderer/render.tsx';
import type { Rendered } from '#test/renderer/render.tsx';
import { idOf } from '#test/support/memory-rows.ts';
import { SettingsScreen } from '../../settings/settings-screen.tsx';

const salesCalls: NumberRuleLine = {
  id: idOf(1),
  pattern: '+494066969*',
  kind: 'reject',
  note: 'Werbeanrufe',
  createdByName: 'Birgit Hoffmann',
};

function testOf(raw: string, rule: keyof typeof matches, hit: NumberRuleLine | null = null): NumberTest {
  return {
    reading: readNumber(raw, settings.dialProfile, isKnownNumber),
    rungs: explainRungs(rule),
    match: matches[rule],
    rule: hit,
  };
}

async function open(
  roles: typeof session.roles,
  answer: (raw: string) => NumberTest = (raw) => testOf(raw, 'unknown'),
): Promise<Rendered> {
  const rendered = render(<SettingsScreen />, { state: { session: { ...session, roles } } });
  rendered.bridge.answer('number-rules.list', () => [salesCalls]);
  rendered.bridge.answer('number-rules.test', ({ raw }: { raw: string }) => answer(raw));
  rendered.bridge.answer('commands.run', () => undefined);
  await act(async () => undefined);
  await screen.findByRole('textbox', { name: 'Nummer in irgendeiner Schreibweise' });
  return rendered;
}

const type = (name: string, value: string): Promise<void> =>
  act(async () => void fireEvent.change(screen.getByRole('textbox', { name }), { target: { value } }));
const testNumber = (raw: string): Promise<void> => type('Nummer in irgendeiner Schreibweise', raw);
const box = (): HTMLElement => screen.getByRole('region', { name: 'Diese Nummer testen' });

describe('the test box', () => {
  it('asks nothing before something is typed', async () => {
    const { bridge } = await open(['agent']);
    await testNumber('  ');
    expect(bridge.asked.filter(({ channel }) => channel === 'number-rules.test')).toEqual([]);
  });

  it('says who would pop and why, each reading, each rung, what is dialled and what is kept', async () => {
    await open(['agent'], (raw) => testOf(raw, 'exact'));
    await testNumber('0221 4710-612');
    expect(await within(box()).findByText('Erika Brandt')).toBeTruthy();
    expect(within(box()).getByText('Genau diese Nummer ist hinterlegt')).toBeTruthy();
    const rungs = within(box()).getByText('Genau diese Nummer:').closest('li');
    expect(rungs?.textContent).toContain('trifft zu');
    const reading = testOf('0221 4710-612', 'exact').reading;
    expect(within(box()).getByText(reading.dialled ?? 'none')).toBeTruthy();
    expect(within(box()).getAllByText('+492214710612')).toHaveLength(2);
    expect(within(box()).getByText('Treffer')).toBeTruthy();
  });

  it('names everybody of a shared number, never one of them', async () => {
    await open(['agent'], (raw) => testOf(raw, 'shared'));
    await testNumber('0221 4710-612');
    expect(await within(box()).findByText('Erika Brandt, Frank Brandt, Haushalt Brandt')).toBeTruthy();
  });

  it('says that an ignored number does not pop, and by which rule', async () => {
    await open(['agent'], (raw) => testOf(raw, 'ignored', { ...salesCalls, kind: 'ignore' }));
    await testNumber('0221 4710-900');
    expect(
      await within(box()).findByText('Kein Anruffenster: Regel: wird ignoriert – Türsprechanlage'),
    ).toBeTruthy();
    expect(within(box()).getByText('Regel +494066969* – Werbeanrufe')).toBeTruthy();
  });

  it('says of what is no number that the caller would stay unknown', async () => {
    await open(['agent']);
    await testNumber('Kessler');
    expect(await within(box()).findByText(/liest der Desk nicht als Rufnummer/)).toBeTruthy();
    expect(within(box()).getByText('So lässt sie sich nicht wählen.')).toBeTruthy();
    expect(within(box()).getByText('keine Nummer erkannt')).toBeTruthy();
  });
});

describe('the rules', () => {
  it('are for an agent to read', async () => {
    await open(['agent']);
    expect(await screen.findByText('+494066969*')).toBeTruthy();
    expect(screen.getByText('Werbeanrufe · von Birgit Hoffmann')).toBeTruthy();
    expect(screen.getByText('Regeln ändern Leitung, Datenpflege und Verwaltung.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Regel hinzufügen' })).toBeNull();
    expect(screen.queryByRole('button', { name: /entfernen/ })).toBeNull();
  });

  it('are added as the dial profile reads them', async () => {
    const rendered = await open(['lead']);
    const submit = screen.getByRole('button', { name: 'Regel hinzufügen' });
    await type('Nummer', '4710612');
    await type('Warum', 'Wache');
    expect(screen.getByText(/Keine Nummer mit Vorwahl/)).toBeTruthy();
    expect(submit).toHaveProperty('disabled', true);
    await type('Nummer', '030*');
    expect(screen.getByText('+4930*')).toBeTruthy();
    await act(async () => void fireEvent.click(submit));
    expect(ran(rendered)).toEqual([
      {
        name: 'number-rule.add',
        args: { id: expect.any(String), pattern: '+4930*', kind: 'ignore', note: 'Wache' },
      },
    ]);
    expect(screen.getByRole('textbox', { name: 'Nummer' })).toHaveProperty('value', '');
  });

  it('are removed by whoever may', async () => {
    const rendered = await open(['steward']);
    const remove = await screen.findByRole('button', { name: 'Regel +494066969* entfernen' });
    await act(async () => void fireEvent.click(remove));
    expect(ran(rendered)).toEqual([{ name: 'number-rule.remove', args: { id: salesCalls.id } }]);
  });
});
