import { extensionOf } from '#shared/calls/device.ts';
import type { LiveCall } from '#shared/calls/live-call.ts';
import { HANDED_OVER } from '#shared/features/handovers/contract.ts';
import type { HandoverView } from '#shared/features/handovers/contract.ts';
import { handoverRule } from '#shared/features/handovers/match.ts';
import type { HandoverRule } from '#shared/features/handovers/match.ts';
import { handoverTable } from '#shared/features/handovers/model.ts';
import { messageOf } from '#shared/kernel/app-error.ts';
import type { Service } from '#shared/kernel/service.ts';
import type { Host } from '../../host/host.ts';
import { callerNumber } from './caller-number.ts';
import { extensionsOf, handoversSince, isSomebodys } from './queries.ts';
import type { HandoverRow } from './queries.ts';

export interface HandoverReceiver extends Service {
  ofCall(callId: string): HandoverView | null;
}

interface Found {
  readonly row: HandoverRow;
  readonly rule: HandoverRule;
  readonly heardAt: number;
}

/**
 * How far the clock of the colleague's desk may be off, and how late a row may come after the desk was offline: an
 * older one is no news any more. With a clock further off the hint is absent, and nothing else is.
 */
const CLOCKS_APART_MS = 15 * 60_000;

/** Finds the handover of each incoming call, be it heard of before the call rings or after. */
export function createHandoverReceiver(host: Host): HandoverReceiver {
  /** When this desk first saw a row. */
  const heard = new Map<string, number>();
  const found = new Map<string, Found>();
  let unsubscribes: readonly (() => void)[] = [];

  function rows(): readonly HandoverRow[] {
    const now = host.clock.now();
    const recent = handoversSince(host.db, { since: now - CLOCKS_APART_MS });
    for (const { id } of recent) if (!heard.has(id)) heard.set(id, now);
    const ids = new Set(recent.map(({ id }) => id));
    for (const id of heard.keys()) if (!ids.has(id)) heard.delete(id);
    return recent;
  }

  function handoverOf(call: LiveCall, recent: readonly HandoverRow[], userId: string): Found | undefined {
    const { db } = host;
    const desk = {
      userId,
      extensions: [...extensionsOf(db, { userId }), extensionOf(call.device)],
      isSomebodys: (extension: string) => isSomebodys(db, { extension }),
    };
    const { transferredBy, startedAt } = call;
    const ringing = { number: callerNumber(call, host.settings().dialProfile), transferredBy, startedAt };
    for (const row of recent) {
      const heardAt = heard.get(row.id) ?? 0;
      const { number, target, from_user: fromUser, from_extension: fromExtension } = row;
      const rule = handoverRule({ number, target, fromUser, fromExtension, heardAt }, ringing, desk);
      if (rule) return { row, rule, heardAt };
    }
    return undefined;
  }

  function look(calls: readonly LiveCall[]): void {
    const session = host.currentSession();
    try {
      const recent = session ? rows() : [];
      for (const call of calls) {
        if (call.direction !== 'in' || call.phase === 'ended') {
          if (call.phase === 'ended') found.delete(call.id);
          continue;
        }
        const now = session && handoverOf(call, recent, session.userId);
        if (now?.row.id === found.get(call.id)?.row.id) continue;
        if (now) found.set(call.id, now);
        else found.delete(call.id);
        const party = now?.row.party_id ?? null;
        host.calls.hint(call.id, party === null ? null : { type: 'party', id: party });
        host.touch([HANDED_OVER]);
      }
    } catch (error) {
      host.log.error('a handover could not be received', { error: messageOf(error) });
    }
  }

  return {
    start() {
      const lookAtAll = (): void => look(host.calls.live());
      unsubscribes = [
        host.calls.onCall((call) => look([call])),
        host.onChanged((tables) => {
          if (tables.includes(handoverTable.name)) lookAtAll();
        }),
        host.onSession(lookAtAll),
      ];
      lookAtAll();
    },
    stop() {
      for (const unsubscribe of unsubscribes) unsubscribe();
      found.clear();
    },
    ofCall(callId) {
      const handover = found.get(callId);
      return handover === undefined ? null : toView(host, handover);
    },
  };
}

function toView(host: Pick<Host, 'describe'>, { row, rule, heardAt }: Found): HandoverView {
  const cardOf = (type: string, id: string | null) =>
    id === null ? undefined : host.describe(type, [id]).get(id);
  const ticket = cardOf('ticket', row.ticket_id);
  return {
    fromName: cardOf('staff', row.from_user)?.name ?? row.from_extension ?? '',
    partyId: row.party_id,
    partyName: cardOf('party', row.party_id)?.name ?? null,
    note: row.note,
    ticket: ticket ? { number: ticket.name, title: ticket.detail } : null,
    rule,
    heardAt,
  };
}
