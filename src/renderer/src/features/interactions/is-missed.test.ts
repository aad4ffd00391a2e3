import { describe, expect, it } from 'vitest';
import type { InteractionLine } from '#shared/features/interactions/contract.ts';
import { idOf, interactions, partyIdOf } from '#test/renderer/fixture.ts';
import { stillMissed } from './is-missed.ts';

const [template] = interactions;
let count = 0;
function line(changes: Partial<InteractionLine>): InteractionLine {
  if (!template) throw new Error('the fixture has interactions');
  count += 1;
  return { ...template, partyId: null, number: null, talkSeconds: null, id: idOf(7, count), ...changes };
}
const missed = (changes: Partial<InteractionLine>): InteractionLine =>
  line({ endReason: 'missed-caller', ...changes });
const spoken = (changes: Partial<InteractionLine>): InteractionLine =>
  line({ endReason: 'completed', talkSeconds: 30, ...changes });

describe('stillMissed', () => {
  it('lists a caller once, with the latest try', () => {
    const [latest, earlier] = [missed({ number: '1' }), missed({ number: '1' })];
    expect(stillMissed([latest, earlier])).toEqual([latest]);
  });

  it('clears a caller somebody has spoken to since, either way round', () => {
    expect(stillMissed([spoken({ number: '1', direction: 'out' }), missed({ number: '1' })])).toEqual([]);
    expect(stillMissed([spoken({ partyId: partyIdOf(1) }), missed({ partyId: partyIdOf(1) })])).toEqual([]);
  });

  it('keeps one who was spoken to before, and one whose callback was not answered', () => {
    const again = missed({ number: '1' });
    expect(stillMissed([again, spoken({ number: '1' })])).toEqual([again]);
    const waiting = missed({ number: '2' });
    expect(
      stillMissed([line({ direction: 'out', number: '2', endReason: 'missed-no-answer' }), waiting]),
    ).toEqual([waiting]);
  });

  it('leaves out who cannot be called back', () => {
    expect(stillMissed([missed({})])).toEqual([]);
  });
});
