import { describe, expect, it } from 'vitest';
import { callIdOf, NOW, ringing } from '#test/renderer/fixture.ts';
import { LINGER, nextChange, popCards } from './pop-cards.ts';

const nobody: ReadonlySet<string> = new Set();
const elsewhere = {
  phase: 'ended',
  endedAt: NOW,
  end: { reason: 'answered-elsewhere', by: 'Yıldız' },
} as const;

describe('popCards', () => {
  it('keeps the order of arrival: a new call takes nobody’s place', () => {
    const first = ringing('exact');
    const second = ringing('unknown', { startedAt: NOW + 1 });
    expect(popCards([second, first], nobody, NOW)).toEqual([first, second]);
  });

  it.each(['agent-phone', 'dialling', 'talking', 'held'] as const)('shows no call that is %s', (phase) => {
    expect(popCards([ringing('exact', { phase })], nobody, NOW)).toEqual([]);
  });

  it('shows no outgoing call', () => {
    expect(popCards([ringing('exact', { direction: 'out' })], nobody, NOW)).toEqual([]);
  });

  it('shows no call the house ignores, not even that a colleague took it', () => {
    expect(popCards([ringing('ignored'), ringing('ignored', elsewhere)], nobody, NOW)).toEqual([]);
    expect(popCards([ringing('rejected'), ringing('internal-rule')], nobody, NOW)).toHaveLength(2);
  });

  it('leaves a dismissed call out', () => {
    const call = ringing('exact');
    expect(popCards([ringing('exact', { dismissed: true })], nobody, NOW)).toEqual([]);
    expect(popCards([call], new Set([call.id]), NOW)).toEqual([]);
  });

  it('tells for a while who answered elsewhere, then lets it go', () => {
    const call = ringing('exact', elsewhere);
    expect(popCards([call], nobody, NOW + LINGER - 1)).toEqual([call]);
    expect(popCards([call], nobody, NOW + LINGER)).toEqual([]);
    expect(nextChange([call])).toBe(NOW + LINGER);
  });

  it('does not come back when one’s own call ends', () => {
    const own = ringing('exact', { ...elsewhere, answeredAt: NOW - 1, end: { reason: 'completed' } });
    expect(popCards([own], nobody, NOW)).toEqual([]);
  });

  it('has nothing to wait for while a call only rings', () => {
    expect(nextChange([ringing('exact', { id: callIdOf(1) })])).toBeUndefined();
  });
});
