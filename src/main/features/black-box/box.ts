import type { StageTimes, TracedFrame } from '#shared/calls/call-trace.ts';
import type { LiveCall } from '#shared/calls/live-call.ts';
import { candidates } from '#shared/phone/candidates.ts';
import type { DialProfile } from '#shared/phone/dial-profile.ts';
import { ruleOfReading } from '#shared/phone/reading-rule.ts';
import type { BoxFacts, BoxReading, PopTimes } from '#shared/features/black-box/contract.ts';

/** One thing recorded, as it is stored. */
export type Item = { readonly frame: TracedFrame } | { readonly stage: StageTimes };

/** The box of one leg while its call is live: what is not yet written, and what goes into its row. */
export interface OpenBox {
  readonly id: string;
  readonly device: string;
  readonly beganAt: number;
  callId: string | null;
  endedAt: number | null;
  pop: PopTimes | null;
  facts: BoxFacts | null;
  pending: Item[];
  /** Times written. */
  parts: number;
  items: number;
  bytes: number;
  isCut: boolean;
}

/** A box takes no more than this; the first frames are the telling ones. The ending is always taken. */
export const MOST_ITEMS = 600;
export const MOST_BYTES = 400_000;

export function openBox(id: string, device: string, beganAt: number): OpenBox {
  return {
    id,
    device,
    beganAt,
    callId: null,
    endedAt: null,
    pop: null,
    facts: null,
    pending: [],
    parts: 0,
    items: 0,
    bytes: 0,
    isCut: false,
  };
}

export function addItem(box: OpenBox, item: Item): void {
  const isEnd = 'stage' in item && item.stage.event === 'ended';
  const weight = JSON.stringify(item).length;
  if (!isEnd && (box.items >= MOST_ITEMS || box.bytes + weight > MOST_BYTES)) {
    box.isCut = true;
    return;
  }
  box.pending.push(item);
  box.items += 1;
  box.bytes += weight;
}

/** The event that put the call before the agent's eyes. */
export function popTimesOf({ event, eventAt, trackedAt, matchedAt, emittedAt }: StageTimes): PopTimes | null {
  if (event !== 'ringing' || matchedAt === null) return null;
  const tracked = Math.max(0, trackedAt - eventAt);
  const matched = matchedAt - trackedAt;
  const told = emittedAt - matchedAt;
  return { tracked, matched, told, total: tracked + matched + told };
}

export function factsOf(call: LiveCall, profile: DialProfile): BoxFacts {
  const { direction, queue, dialled, match, party, end } = call;
  const isHidden = match.rule === 'withheld' || call.remote.withheld === true;
  const who = match.candidates.find(({ ref }) => ref.type === party?.type && ref.id === party.id);
  return {
    direction,
    number: isHidden ? null : (call.display ?? null),
    queue: queue ?? null,
    dialled: dialled ?? null,
    rule: match.rule,
    digits: isHidden ? null : (match.digits ?? null),
    extension: isHidden ? null : (match.extension ?? null),
    candidates: match.candidates.map(({ name }) => name),
    party: who?.name ?? null,
    end: end?.reason ?? null,
    presentation: isHidden ? 'withheld' : call.remote.number === undefined ? 'none' : 'shown',
    readings: isHidden ? [] : readingsOf(call.remote.number ?? '', profile),
  };
}

function readingsOf(number: string, profile: DialProfile): readonly BoxReading[] {
  const found = candidates(number, profile);
  const digits = found.kind === 'external' ? found.digits : found.kind === 'internal' ? [found.digits] : [];
  return digits.map((each) => ({ digits: each, ...ruleOfReading(number, each, profile) }));
}
