import type { CallEvent } from './call-event.ts';
import type { CallLeg } from './call-leg.ts';
import type { FarEnd } from './far-end.ts';
import type { LiveCall } from './live-call.ts';

/** A leg that is here already, of a call another door begins to tell of. */
export interface Twin<E extends TwinEntry = TwinEntry> {
  readonly entry: E;
  readonly leg: CallLeg;
}

interface TwinEntry {
  readonly call: LiveCall;
  readonly legs: readonly CallLeg[];
  /** The same for every spelling of one number; null: none is known. */
  readonly key: string | null;
}

interface Beginning {
  readonly at: number;
  readonly event: CallEvent;
  readonly door?: number;
  readonly farEnd?: FarEnd;
}

/** How far apart two doors may tell of one outgoing call: one hears the receiver lifted, the other the dialling. */
const APART_MS = 3_000;

/**
 * Two doors that watch one phone tell of one call twice. It is one where extension, direction and time agree, no number
 * speaks against it, and it can be one call only. In doubt there are two: a call shown twice is a nuisance, one not
 * shown is a loss. docs/decisions/0008.
 */
export function twinOf<E extends TwinEntry>(entries: readonly E[], input: Beginning): Twin<E> | undefined {
  const { event, farEnd, door = 0 } = input;
  const extension = extensionOf(event.device);
  if (extension === '') return undefined;
  const twins = entries.flatMap((entry) => {
    // A door has told of its part of that call already: this is another one.
    if (entry.legs.some((leg) => leg.door === door && leg.phase !== 'ended')) return [];
    if (!isCompatible(entry.key, farEnd?.key ?? null)) return [];
    const leg = entry.legs.find(
      (each) =>
        each.isMirror !== true &&
        each.phase !== 'ended' &&
        extensionOf(each.device) === extension &&
        isSameMoment(entry.call, each, input),
    );
    return leg ? [{ entry, leg }] : [];
  });
  const [only, ...others] = twins;
  return others.length === 0 ? only : undefined;
}

/** `SIP/201` and `PJSIP/201` are one phone; a device that is named otherwise is nobody's twin. */
function extensionOf(device: string): string {
  return /^[^/]+\/(\d{1,8})$/.exec(device)?.[1] ?? '';
}

const isCompatible = (a: string | null, b: string | null): boolean => a === null || b === null || a === b;

function isSameMoment(
  { direction, startedAt }: LiveCall,
  { phase }: CallLeg,
  { at, event }: Beginning,
): boolean {
  switch (event.type) {
    case 'ringing':
      // The own phone that rings for a click-to-dial rings like any other, for a door that did not dial.
      return phase === 'ringing' || phase === 'agent-phone';
    case 'dialling':
      return direction === 'out' && at - startedAt <= APART_MS;
    case 'answered':
      return phase === 'talking' || phase === 'held';
    case 'agent-phone-ringing':
      return phase === 'ringing' && direction === 'in';
    default:
      return false;
  }
}
