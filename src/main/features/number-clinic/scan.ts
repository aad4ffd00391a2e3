import type { Reason } from '#shared/features/number-clinic/model.ts';
import type { Service } from '#shared/kernel/service.ts';
import type { Host } from '../../host/host.ts';
import { forgetGone } from './batches.ts';
import { patientsBetween, sliceEnd } from './numbers.ts';

/** Queries that show the scan wait for this name. */
export const SCAN = 'clinic_scan';

/** Contact points of one slice: a few ms. */
const SLICE = 250;
/** Between two scans, at the least; else ten times what the last one took. */
const REST_MS = 500;
/** Progress is told after so many. */
const TOLD_EVERY = 5_000;

export interface ScanFinding {
  readonly contactId: string;
  readonly reason: Reason;
  readonly hasProposal: boolean;
}

export interface ScanState {
  readonly isScanning: boolean;
  readonly scanned: number;
  readonly total: number;
  /** ms */
  readonly asOf: number | null;
  readonly findings: readonly ScanFinding[];
}

export interface ScanDeps {
  readonly host: Pick<
    Host,
    'db' | 'clock' | 'settings' | 'onChanged' | 'onSession' | 'touch' | 'local' | 'log'
  >;
  /** Lets everything else run that waits. */
  readonly breathe: () => Promise<void>;
}

/**
 * Goes over all numbers of the replica in slices with everything else in between. It keeps ids and reasons in memory,
 * and nothing of the numbers; what it found last stands until the next scan has ended.
 *
 * idle ── somebody looks, and something has changed ──▶ scanning ── all seen ──▶ idle
 */
export class NumberScan implements Service {
  readonly #deps: ScanDeps;
  #findings: readonly ScanFinding[] = [];
  #asOf: number | null = null;
  #scanned = 0;
  #total = 0;
  #isStale = true;
  #isWatched = false;
  #rest: NodeJS.Timeout | undefined;
  #work: { readonly abort: AbortController; readonly ended: Promise<void> } | undefined;
  #unsubscribe: readonly (() => void)[] = [];

  constructor(deps: ScanDeps) {
    this.#deps = deps;
  }

  start(): void {
    const { host } = this.#deps;
    this.#unsubscribe = [
      host.onChanged((tables) => {
        if (tables.includes('contact_point') || tables.includes('party')) this.#isStale = true;
      }),
      host.onSession(() => this.#forget()),
    ];
  }

  async stop(): Promise<void> {
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    this.#work?.abort.abort();
    await this.#work?.ended;
    clearTimeout(this.#rest);
  }

  state(): ScanState {
    const isScanning = this.#work !== undefined;
    return {
      ...{ isScanning, scanned: this.#scanned, total: this.#total, asOf: this.#asOf },
      findings: this.#findings,
    };
  }

  /** Begins a scan where something has changed since the last began; after a rest, while rows are pouring in. */
  look(): void {
    this.#isWatched = true;
    if (this.#work || this.#rest || !this.#isStale) return;
    this.#isWatched = false;
    const abort = new AbortController();
    this.#isStale = false;
    this.#scanned = 0;
    this.#total = roughCount(this.#deps.host);
    const began = this.#deps.host.clock.now();
    const ended = this.#scan(abort.signal, began)
      .catch((error: unknown) => {
        this.#isStale = true;
        this.#deps.host.log.warn('the numbers could not be looked at', { error: String(error) });
      })
      .finally(() => {
        this.#work = undefined;
        const took = this.#deps.host.clock.now() - began;
        if (!abort.signal.aborted) this.#rest = setTimeout(() => this.#wake(), Math.max(REST_MS, took * 10));
        this.#deps.host.touch([SCAN]);
      });
    this.#work = { abort, ended };
  }

  #wake(): void {
    this.#rest = undefined;
    // Whoever looks asks again, and that begins the next one.
    if (this.#isStale && this.#isWatched) this.#deps.host.touch([SCAN]);
  }

  /** Somebody else signed in: the replica may hold other rows. */
  #forget(): void {
    this.#work?.abort.abort();
    clearTimeout(this.#rest);
    this.#rest = undefined;
    this.#findings = [];
    this.#asOf = null;
    this.#isStale = true;
  }

  async #scan(signal: AbortSignal, began: number): Promise<void> {
    const { host, breathe } = this.#deps;
    const findings: ScanFinding[] = [];
    let [told, numbers] = [0, 0];
    for (let after = '', isLast = false; !isLast;) {
      await breathe();
      if (signal.aborted) return;
      const to = sliceEnd(host.db, after, SLICE);
      const patients = patientsBetween(host.db, { after, to }, host.settings().dialProfile);
      for (const { id, finding } of patients) {
        if (finding)
          findings.push({ contactId: id, reason: finding.reason, hasProposal: finding.proposal !== null });
      }
      numbers += patients.length;
      this.#scanned = Math.min(this.#scanned + SLICE, this.#total);
      isLast = to === null;
      after = to ?? after;
      if (this.#scanned - told < TOLD_EVERY) continue;
      told = this.#scanned;
      host.touch([SCAN]);
    }
    this.#findings = findings;
    this.#asOf = began;
    this.#scanned = this.#total = numbers;
    host.local([], forgetGone);
  }
}

/** As many contact points as there were ever written: told at once, and never too few. */
function roughCount({ db }: Pick<Host, 'db'>): number {
  return db.prepare<[], { n: number | null }>('SELECT max(rowid) AS n FROM contact_point').get()?.n ?? 0;
}
