import { act, screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { BlockLine } from '#shared/features/blocks/contract.ts';
import { dayOf } from '#shared/kernel/day.ts';
import { NOW, partyIdOf, ringing } from '#test/renderer/fixture.ts';
import { render } from '#test/renderer/render.tsx';
import { PopChooser } from '../../calls/pop-chooser.tsx';
import { SlotOutlet } from '../../slots/slot-outlet.tsx';
import { timelineFact } from '../../slots/slots.ts';
import type { TimelineFactProps } from '../../slots/slots.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  return () => vi.useRealTimers();
});

const DAY = 86_400_000;
const block: BlockLine = {
  ...{ id: 'b', kind: 'house-rules', note: '', since: dayOf(NOW - DAY), until: '2027-03-31' },
  ...{ setBy: '', setAt: NOW - DAY, liftedAt: null, liftedBy: '' },
};

describe('in the chooser', () => {
  const choose = async (blocks: readonly BlockLine[]): Promise<readonly HTMLElement[]> => {
    const call = ringing('shared');
    render(<PopChooser call={call} acts={{ choose: vi.fn() } as never} keyPrefix="" hasKeys={false} />, {
      answers: {
        'blocks.ofParty': ({ partyId }: { partyId: string }) => (partyId === partyIdOf(2) ? blocks : []),
        'interactions.lastSpeaker': () => null,
      },
    });
    await act(async () => {});
    return screen.getAllByRole('listitem');
  };

  it('whoever is barred among several is marked so, in words, and nobody else', async () => {
    const items = await choose([block]);
    expect(items.map((item) => within(item).queryByText('gesperrt bis 31.03.') !== null)).toEqual([
      false,
      true,
      false,
    ]);
  });

  it.each([
    ['is over', { until: dayOf(NOW - DAY) }],
    ['is to come', { since: dayOf(NOW + DAY) }],
    ['was lifted', { liftedAt: NOW }],
  ])('nobody is whose block %s', async (_when, more) => {
    await choose([{ ...block, ...more }]);
    expect(screen.queryByText(/gesperrt/)).toBeNull();
  });
});

describe('in the history', () => {
  const told = (fact: Omit<TimelineFactProps, 'children'>): string => {
    render(
      <SlotOutlet
        slot={timelineFact}
        with={{ ...fact, children: ({ title, detail }) => <p>{`${title} | ${detail}`}</p> }}
      />,
    );
    return screen.queryByText(/ \|/)?.textContent ?? '';
  };
  const facts = { kind: 'payment', note: '3 Raten', since: '2026-11-20', until: '2027-03-31' };

  it.each([
    [
      { type: 'block', what: 'set', facts },
      /^Gesperrt bis 31\.03\.2027 \| Zahlungsrückstand: 3 Raten · ab 20\.11\.2026$/,
    ],
    [
      { type: 'block', what: 'set', facts: { ...facts, until: null } },
      /^Gesperrt, bis jemand die Sperre aufhebt/,
    ],
    [{ type: 'block', what: 'lifted', facts }, /^Sperre aufgehoben \| Zahlungsrückstand/],
    [{ type: 'block', what: 'over', facts }, /^Sperre abgelaufen/],
    [
      {
        ...{ type: 'consent', what: 'withdrawn' },
        facts: { channel: 'phone', purpose: 'advertising', how: 'phone', evidence: 'Anruf vom 3. Mai' },
      },
      /^Einwilligung widerrufen: Telefon, Werbung \| am Telefon · Anruf vom 3\. Mai$/,
    ],
    [
      { type: 'consent', what: 'given', facts: { channel: 'mail', purpose: 'newsletter', how: 'form' } },
      /^Einwilligung erteilt: E-Mail, Newsletter \| Formular$/,
    ],
    [
      { type: 'opt_out', what: 'set', facts: { channel: 'mail', how: 'mail' } },
      /^Widerspruch: E-Mail \| per E-Mail$/,
    ],
    [
      { type: 'opt_out', what: 'revoked', facts: { channel: 'mail' } },
      /^Widerspruch aufgehoben: E-Mail \| *$/,
    ],
    [
      { type: 'block', what: 'set', facts: {} },
      /^Gesperrt, bis jemand die Sperre aufhebt \| sonstiger Grund$/,
    ],
    [{ type: 'nobody’s', what: 'set', facts: {} }, /^$/],
  ])('%o reads %s', (fact, words) => expect(told(fact)).toMatch(words));
});
