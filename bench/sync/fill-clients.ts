import { setTimeout as sleep } from 'node:timers/promises';
import { putBehind } from './put-behind.ts';

/** Rows that an empty client got from a server on this machine, and how long it took: the median of some clients. */
export interface Filling {
  readonly rows: number;
  readonly rowsPerSecond: number;
  /** One client after the other, each empty. */
  readonly each: readonly number[];
  /** Its servers had what the client left of the processors (put-behind.ts). */
  readonly isServerBehind: boolean;
}

/** What a client got, and within how many ms. */
export interface Filled {
  readonly rows: number;
  readonly ms: number;
}

const CLIENTS = 3;
/** Servers write down what the one before has left. */
const REST_MS = 5_000;

/** One empty client after the other, each with the servers behind it. */
export async function fillClients(
  servers: readonly number[],
  fill: (nth: number) => Promise<Filled>,
  clients = CLIENTS,
): Promise<Filling> {
  const each: number[] = [];
  let rows = 0;
  let isServerBehind = true;
  for (let nth = 0; nth < clients; nth++) {
    if (nth > 0) await sleep(REST_MS);
    isServerBehind = putBehind(servers) && isServerBehind;
    const filled = await fill(nth);
    rows = Math.max(rows, filled.rows);
    each.push(Math.round((filled.rows / filled.ms) * 1000));
  }
  const rowsPerSecond = each.toSorted((a, b) => a - b)[Math.floor(clients / 2)] ?? 0;
  return { rows, rowsPerSecond, each, isServerBehind };
}
