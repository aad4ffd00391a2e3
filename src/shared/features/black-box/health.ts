import type { DeskStatus } from '../../ipc/status.ts';

/** In the order a call passes them. */
export const HEALTH_STAGES = [
  'network',
  'login',
  'events',
  'presentation',
  'matcher',
  'replica',
  'centre',
] as const;
export type HealthStage = (typeof HEALTH_STAGES)[number];

export type HealthLight = 'good' | 'busy' | 'warn' | 'bad' | 'off';

/** One light; its words are under `stage.<stage>.<cause>` in the catalogues. */
export interface StageHealth {
  readonly stage: HealthStage;
  readonly light: HealthLight;
  readonly cause: string;
  /** What the system underneath said, for the admin. */
  readonly detail?: string;
}

/** What the lights are made of. */
export interface HealthFacts {
  readonly status: DeskStatus;
  /** When the link to the phone system came up and when it last told of a call; ms, null: not yet. */
  readonly linkedAt: number | null;
  readonly heardAt: number | null;
  /** Of the latest calls from outside: how many, and of how many the PBX told whether the number may be shown. */
  readonly calls: { readonly count: number; readonly verified: number };
  /** Numbers the replica can find a caller by. */
  readonly numbers: number;
  /** ms the slowest twentieth of the look-ups took; null: none yet. */
  readonly lookupP95: number | null;
  /** Whether the latest write of a trace failed, and why. */
  readonly writeError: string | null;
}

/** One or two may have been withheld indeed; so many in a row are not. */
export const TELLING_CALLS = 3;
/** A look-up slower than this would be felt. */
export const SLOW_LOOKUP_MS = 50;

export function healthOf(facts: HealthFacts): readonly StageHealth[] {
  return HEALTH_STAGES.map((stage) => ({ stage, ...judges[stage](facts) }));
}

type Judgement = Omit<StageHealth, 'stage'>;

const good: Judgement = { light: 'good', cause: 'good' };
const waiting: Judgement = { light: 'off', cause: 'waiting' };
const isLinked = ({ status }: HealthFacts): boolean => status.pbx.state === 'ready';

/** Faults in which the phone system was reached and said no; every other one is the way to it. */
const REFUSALS: ReadonlySet<string> = new Set(['wrong-secret', 'bad-settings']);

const judges: Readonly<Record<HealthStage, (facts: HealthFacts) => Judgement>> = {
  network({ status: { pbx } }) {
    if (pbx.state === 'off') return { light: 'off', cause: 'off' };
    if (pbx.state === 'connecting') return { light: 'busy', cause: 'connecting' };
    if (pbx.state === 'ready' || pbx.fault === 'wrong-secret') return good;
    if (pbx.fault === 'bad-settings') return waiting;
    return { light: 'bad', cause: pbx.fault ?? 'unreachable', ...detailOf(pbx.detail) };
  },
  login({ status: { pbx } }) {
    if (pbx.state === 'ready') return good;
    if (pbx.fault === undefined || !REFUSALS.has(pbx.fault)) return waiting;
    return { light: 'bad', cause: pbx.fault, ...detailOf(pbx.detail) };
  },
  events(facts) {
    if (!isLinked(facts)) return waiting;
    const { heardAt, linkedAt } = facts;
    const isHeard = heardAt !== null && (linkedAt === null || heardAt >= linkedAt);
    return isHeard ? good : { light: 'warn', cause: 'none-yet' };
  },
  presentation({ calls: { count, verified } }) {
    if (verified > 0) return good;
    return count < TELLING_CALLS ? { light: 'off', cause: 'no-call' } : { light: 'bad', cause: 'never-told' };
  },
  matcher({ numbers, lookupP95 }) {
    if (numbers === 0) return { light: 'warn', cause: 'no-numbers' };
    if (lookupP95 !== null && lookupP95 > SLOW_LOOKUP_MS) return { light: 'warn', cause: 'slow' };
    return good;
  },
  replica({ status, writeError }) {
    if (writeError !== null) return { light: 'bad', cause: 'write-failed', detail: writeError };
    if (status.centre.fault === 'disk')
      return { light: 'bad', cause: 'disk', ...detailOf(status.centre.detail) };
    return status.keyStrength === 'keychain' ? good : { light: 'warn', cause: `key-${status.keyStrength}` };
  },
  centre({ status: { centre } }) {
    const detail = detailOf(centre.detail);
    switch (centre.state) {
      case 'signed-out':
        return { light: 'off', cause: 'signed-out' };
      case 'connecting':
        return { light: 'busy', cause: 'connecting' };
      case 'offline':
        return { light: 'warn', cause: 'offline', ...detail };
      case 'untrusted':
        return { light: 'bad', cause: 'untrusted', ...detail };
      case 'refused':
        return { light: 'bad', cause: 'refused', ...detail };
      case 'online':
        return centre.rejected > 0 ? { light: 'warn', cause: 'rejected' } : good;
    }
  },
};

function detailOf(detail: string | undefined): { readonly detail?: string } {
  return detail === undefined ? {} : { detail };
}
