import { isByRule, isMissed } from '#shared/calls/call-facts.ts';
import type { CallerMatch, LiveCall } from '#shared/calls/live-call.ts';
import type { QueueMiss } from '#shared/calls/queue-miss.ts';
import { callbackMissed, callbackReached } from '#shared/features/callbacks/commands.ts';
import type { Caller } from '#shared/features/callbacks/model.ts';
import { messageOf } from '#shared/kernel/app-error.ts';
import type { Service } from '#shared/kernel/service.ts';
import { candidates } from '#shared/phone/candidates.ts';
import type { DialProfile } from '#shared/phone/dial-profile.ts';
import { isKnownNumber } from '#shared/phone/numbering-plan.ts';
import type { Host } from '../../host/host.ts';
import type { WritableDb } from '../../replica/db.ts';
import { openEntriesOfCaller, openThoughAnswered } from './queries.ts';

/** What the list has to do about a change of a call; undefined: nothing. Pure, so that its table is its test. */
export type CallbackStep = 'missed' | 'reached';

/**
 * Missed is what nobody took as far as this desk can know: not what a colleague answered or picked up, not what the
 * agent declined, not the calls among colleagues or those a number rule sorts out. Reached is whom the agent speaks to, either way round, also when it
 * turns out later who it is.
 */
export function callbackStep(call: LiveCall, before: LiveCall | undefined): CallbackStep | undefined {
  if (call.match.rule === 'own-extension' || isByRule(call.match)) return undefined;
  if (call.answeredAt !== null)
    return !before || before.answeredAt === null || !isSameCaller(call, before) ? 'reached' : undefined;
  const hasEnded = call.phase === 'ended' && before?.phase !== 'ended';
  return hasEnded && call.direction === 'in' && isMissed(call) ? 'missed' : undefined;
}

/** Long enough for a colleague's desk that was offline over the holidays to tell of the call. */
const REMEMBERED_MS = 30 * 24 * 3_600_000;
const ANSWERED = 'answered_call';

/** Keeps the list by what the calls of this desk tell. */
export function createCallFollower(host: Host): Service {
  let unsubscribes: readonly (() => void)[] = [];
  const guarded = (what: string, work: () => void): void => {
    if (!host.currentSession()) return;
    try {
      work();
    } catch (error) {
      host.log.error('the callback list could not follow', { what, error: messageOf(error) });
    }
  };
  return {
    start() {
      const look = (): void => guarded('answered', () => clearAnswered(host));
      unsubscribes = [
        host.calls.onCall((call, before) => {
          const step = callbackStep(call, before);
          if (step)
            guarded(step, () => (step === 'missed' ? enterMissed(host, call) : clearReached(host, call)));
        }),
        host.onQueueMissed((miss) => guarded('queue', () => enterQueueMiss(host, miss))),
        host.onChanged((tables) => {
          if (tables.includes('missed_call')) look();
        }),
        host.onSession(look),
      ];
      look();
    },
    stop() {
      for (const unsubscribe of unsubscribes) unsubscribe();
    },
  };
}

function enterMissed(host: Host, call: LiveCall): void {
  const caller = callerOf(call, host.settings().dialProfile);
  const [listed] = openEntriesOfCaller(host.db, caller);
  host.run(callbackMissed, {
    ...caller,
    callKey: call.group ?? call.id,
    callbackId: listed?.calls[0].callback_id ?? null,
    missedAt: call.startedAt,
    queue: call.queue ?? null,
    dialled: call.dialled ?? null,
  });
}

/**
 * A caller whom no phone of this desk may have rung for. Where one did, its own call has the same key: whichever is
 * told first, the caller stands on the list once.
 */
function enterQueueMiss(host: Host, { queue, from, dialled, group, at }: QueueMiss): void {
  const match = host.calls.lookup(from);
  if (match.rule === 'own-extension' || isByRule(match)) return;
  const [only] = match.rule === 'exact' ? match.candidates : [];
  const caller = callerOf({ remote: from, match, party: only?.ref ?? null }, host.settings().dialProfile);
  const [listed] = openEntriesOfCaller(host.db, caller);
  host.run(callbackMissed, {
    ...caller,
    callKey: group,
    callbackId: listed?.calls[0].callback_id ?? null,
    missedAt: at,
    queue,
    dialled: dialled ?? null,
  });
}

function clearReached(host: Host, call: LiveCall): void {
  const { group, direction } = call;
  if (direction === 'in' && group !== undefined)
    host.local([ANSWERED], (db) =>
      rememberAnswered(db, { callKey: group, callId: call.id, at: host.clock.now() }),
    );
  const entries = openEntriesOfCaller(host.db, callerOf(call, host.settings().dialProfile));
  const calls = entries.flatMap((entry) => entry.calls.map(({ id }) => id));
  if (calls.length > 0) host.run(callbackReached, { calls, by: call.id });
  clearAnswered(host);
}

/**
 * A phone of the group rang out here or elsewhere, the call went on and was answered on this desk. Which of the two
 * is heard of first is chance, so this runs on both occasions.
 */
function clearAnswered(host: Host): void {
  const byCall = Map.groupBy(openThoughAnswered(host.db), ({ callId }) => callId);
  for (const [by, missed] of byCall) host.run(callbackReached, { calls: missed.map(({ id }) => id), by });
}

function rememberAnswered(
  db: WritableDb,
  { callKey, callId, at }: { readonly callKey: string; readonly callId: string; readonly at: number },
): void {
  db.prepare('DELETE FROM answered_call WHERE answered_at < ?').run(at - REMEMBERED_MS);
  db.prepare('INSERT OR IGNORE INTO answered_call (call_key, call_id, answered_at) VALUES (?, ?, ?)').run(
    callKey,
    callId,
    at,
  );
}

function callerOf(
  { remote, match, party }: Pick<LiveCall, 'remote' | 'party'> & { readonly match: CallerMatch },
  profile: DialProfile,
): Caller {
  const partyId = party?.type === 'party' ? party.id : null;
  if (remote.withheld || match.rule === 'withheld') return { partyId, number: null };
  return { partyId, number: match.digits ?? likeliest(remote.number ?? '', profile) };
}

function likeliest(number: string, profile: DialProfile): string | null {
  const found = candidates(number, profile, isKnownNumber);
  return found.kind === 'external' ? found.digits[0] : null;
}

function isSameCaller(a: LiveCall, b: LiveCall): boolean {
  return (
    a.party?.id === b.party?.id && a.remote.number === b.remote.number && a.match.digits === b.match.digits
  );
}
