import type { CallerCard } from '#shared/calls/live-call.ts';
import type { LastSpeaker, Speaker, SpeakOption } from '#shared/features/interactions/speaker.ts';
import type { Host } from '../../host/host.ts';

type Reader = Pick<Host, 'db' | 'describe' | 'calls' | 'closeTo'>;

const SPEAKER = `
  SELECT p.id, p.party_id FROM interaction_participant p
  WHERE p.interaction_id = ? AND p.role = 'spoken-with' ORDER BY p.id LIMIT 1`;

/** Who speaks in this call and for whom they may; null: the call is not in the log. */
export function speakerOf(host: Reader, { callId }: { readonly callId: string }): Speaker | null {
  const call = host.db
    .prepare<[string], { party_id: string | null; number: string | null }>(
      'SELECT party_id, number FROM interaction WHERE id = ?',
    )
    .get(callId);
  if (!call) return null;
  const spoken = host.db.prepare<[string], { id: string; party_id: string }>(SPEAKER).get(callId);
  const speaker = spoken && cardOf(host, spoken.party_id);
  return {
    speaker: spoken && speaker ? { participantId: spoken.id, card: speaker } : null,
    options: optionsOf(host, call).filter(
      ({ ref }) => ref.type === 'party' && ref.id !== call.party_id && ref.id !== spoken?.party_id,
    ),
  };
}

function optionsOf(
  host: Reader,
  { party_id: partyId, number }: { readonly party_id: string | null; readonly number: string | null },
): readonly SpeakOption[] {
  const near = partyId === null ? [] : host.closeTo(partyId);
  const cards = host.describe(
    'party',
    near.map(({ id }) => id),
  );
  const close = near.flatMap(({ id, as }): SpeakOption[] => {
    const card = cards.get(id);
    return card ? [{ ...card, as }] : [];
  });
  const known = new Set(close.map(({ ref }) => ref.id));
  const others = sharers(host, number).filter(({ ref }) => !known.has(ref.id));
  return [...close, ...others.map((card) => ({ ...card, as: null }))];
}

/** Who else has the number, best first: the ladder's own answer. */
function sharers(host: Reader, number: string | null): readonly CallerCard[] {
  if (number === null) return [];
  const { rule, candidates } = host.calls.lookup({
    number: /^[1-9]\d{6,14}$/.test(number) ? `+${number}` : number,
  });
  return rule === 'shared' ? candidates : [];
}

const LAST_SPEAKER = `
  SELECT i.party_id, i.occurred_at, (
    SELECT p.party_id FROM interaction_participant p
    WHERE p.interaction_id = i.id AND p.role = 'spoken-with' ORDER BY p.id LIMIT 1
  ) AS speaker_id
  FROM interaction i
  WHERE i.number = ? AND i.party_id IS NOT NULL AND i.type = 'call'
  ORDER BY i.occurred_at DESC LIMIT 1`;

/** Who was said to be at this number the last time; what several desks have said, the latest. */
export function lastSpeaker(host: Reader, { digits }: { readonly digits: string }): LastSpeaker | null {
  const row = host.db
    .prepare<[string], { party_id: string; occurred_at: number; speaker_id: string | null }>(LAST_SPEAKER)
    .get(digits);
  if (!row) return null;
  const about = row.speaker_id === null ? undefined : cardOf(host, row.party_id);
  return {
    partyId: row.speaker_id ?? row.party_id,
    forName: about?.name ?? null,
    occurredAt: row.occurred_at,
  };
}

function cardOf({ describe }: Reader, id: string): CallerCard | undefined {
  return describe('party', [id]).get(id);
}
