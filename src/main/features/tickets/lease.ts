import { LEASE_PATH, MAX_LEASE, leaseReply } from '#shared/features/tickets/lease.ts';
import type { LeaseReply } from '#shared/features/tickets/lease.ts';
import { formatTicketNumber } from '#shared/features/tickets/ticket-number.ts';
import { AppError, messageOf } from '#shared/kernel/app-error.ts';
import type { Service } from '#shared/kernel/service.ts';
import type { Host } from '../../host/host.ts';
import type { ReadableDb, WritableDb } from '../../replica/db.ts';

/** Below this many a new block is fetched: enough for a branch that is offline for a day. */
const REFILL_BELOW = 25;
const RETRY_MS = 30_000;

const TABLE = 'ticket_lease';

export function countLeased(db: ReadableDb): number {
  return db.prepare<[], { count: number }>('SELECT count(*) AS count FROM ticket_lease').get()?.count ?? 0;
}

/** Takes the lowest number out of the lease; throws `ticket.no-numbers`. A number taken is never given out again. */
export function takeNumber(db: WritableDb): string {
  const next = db
    .prepare<[], { year: number; serial: number }>(
      'SELECT year, serial FROM ticket_lease ORDER BY year, serial LIMIT 1',
    )
    .get();
  if (!next)
    throw new AppError(
      'ticket.no-numbers',
      'no leased ticket number is left; the centre must be reached once',
    );
  db.prepare('DELETE FROM ticket_lease WHERE year = ? AND serial = ?').run(next.year, next.serial);
  return formatTicketNumber(next.year, next.serial);
}

export function storeLease(db: WritableDb, { year, from, to }: LeaseReply): void {
  const insert = db.prepare('INSERT OR IGNORE INTO ticket_lease (year, serial) VALUES (?, ?)');
  for (let serial = from; serial <= to; serial++) insert.run(year, serial);
}

/** Keeps the lease filled whenever somebody is signed in and the centre answers. */
export function createLeaseKeeper(host: Host): Service {
  let timer: NodeJS.Timeout | undefined;
  let unsubscribes: readonly (() => void)[] = [];
  let running = false;
  let stopped = true;

  async function refill(): Promise<void> {
    if (running || stopped || !host.currentSession() || countLeased(host.db) >= REFILL_BELOW) return;
    running = true;
    try {
      const lease = await host.centre(LEASE_PATH, { count: MAX_LEASE }, leaseReply);
      if (!stopped) host.local([TABLE], (db) => storeLease(db, lease));
    } catch (error) {
      host.log.info('ticket numbers could not be leased now', { error: messageOf(error) });
      clearTimeout(timer);
      if (!stopped) timer = setTimeout(() => void refill(), RETRY_MS);
    } finally {
      running = false;
    }
  }

  return {
    start() {
      stopped = false;
      unsubscribes = [
        host.onSession(() => void refill()),
        host.onChanged((tables) => {
          if (tables.includes(TABLE)) void refill();
        }),
      ];
      void refill();
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
      for (const unsubscribe of unsubscribes) unsubscribe();
    },
  };
}
