import type { OutgoingReply, OutgoingRequest } from '#server/http/outgoing.ts';
import type { Resource } from '#server/resource.ts';
import type { Secrets } from '#server/secrets/secrets.ts';
import type { Store } from '#server/store/store.ts';
import type { Signals } from '#server/store/signals.ts';
import type { ChangeNotifier } from '#server/sync/change-notifier.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import type { Unsubscribe } from '#shared/kernel/emitter.ts';
import type { NewId } from '#shared/kernel/ids.ts';
import type { Service } from '#shared/kernel/service.ts';
import {
  claimDeliveries,
  dropOldParked,
  markGone,
  noteDelivered,
  postponeDelivery,
  releaseDelivery,
  settleDelivery,
} from './deliveries.ts';
import type { Delivery } from './deliveries.ts';
import { fanOut } from './fan-out.ts';
import { payloadOf } from './payload.ts';
import { signatureOf } from './signature.ts';
import {
  activeSubscriptions,
  findSubscription,
  secretsAt,
  WEBHOOKS_TOPIC,
  webhookTenants,
} from './subscriptions.ts';

export interface DispatcherOptions {
  readonly store: Store;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly resources: readonly Resource[];
  readonly notifier: Pick<ChangeNotifier, 'subscribe'>;
  readonly signals: Pick<Signals, 'on'>;
  /** sendOutgoing, with limits. */
  readonly send: (request: OutgoingRequest) => Promise<OutgoingReply>;
  /** From [0, 1). */
  readonly random: () => number;
  readonly pollMs: number;
  readonly onError: (error: unknown) => void;
  /** Of each attempt at a delivery what came of it; the time is that of the receiver. */
  readonly onAttempt?: (outcome: AttemptOutcome, seconds: number) => void;
}

export const ATTEMPT_OUTCOMES = ['delivered', 'refused', 'unreachable'] as const;
export type AttemptOutcome = (typeof ATTEMPT_OUTCOMES)[number];

/**
 * Delivers the webhooks of all tenants, together with the other nodes: which of them does a thing, the rows say. A
 * change is told at once; the poll brings what is due again, and what a lost message did not tell. Each subscription
 * has a line of its own, so that a slow receiver holds nobody else up.
 */
export class Dispatcher implements Service {
  readonly #options: DispatcherOptions;
  readonly #lines = new Map<string, Promise<void>>();
  /** Something came while the line was busy. */
  readonly #again = new Set<string>();
  #tenants: ReadonlySet<string> = new Set();
  readonly #abort = new AbortController();
  #unsubscribe: readonly Unsubscribe[] = [];
  #timer: NodeJS.Timeout | undefined;
  #poll: Promise<void> = Promise.resolve();

  constructor(options: DispatcherOptions) {
    this.#options = options;
  }

  start(): void {
    const { notifier, signals, pollMs } = this.#options;
    this.#unsubscribe = [
      notifier.subscribe(({ tenantId }) => {
        if (this.#tenants.has(tenantId)) void this.#look(tenantId).catch(this.#report);
      }),
      signals.on(WEBHOOKS_TOPIC, () => this.#pollSoon()),
    ];
    this.#timer = setInterval(() => this.#pollSoon(), pollMs);
    this.#pollSoon();
  }

  async stop(): Promise<void> {
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    clearInterval(this.#timer);
    this.#abort.abort();
    await this.#poll;
    await Promise.all(this.#lines.values());
  }

  readonly #report = (error: unknown): void => {
    if (!this.#abort.signal.aborted) this.#options.onError(error);
  };

  #pollSoon(): void {
    this.#poll = this.#poll.then(() => this.#pollAll()).catch(this.#report);
  }

  async #pollAll(): Promise<void> {
    if (this.#abort.signal.aborted) return;
    const { store, clock } = this.#options;
    const tenants = await store.withSlug(webhookTenants.slug, webhookTenants.read);
    this.#tenants = new Set(tenants);
    for (const tenantId of tenants) {
      await store.withTenant(tenantId, (tx) => dropOldParked(tx, clock.now()));
      await this.#look(tenantId);
    }
  }

  async #look(tenantId: string): Promise<void> {
    const ids = await this.#options.store.withTenant(tenantId, activeSubscriptions);
    for (const id of ids) this.#run(tenantId, id);
  }

  #run(tenantId: string, id: string): void {
    if (this.#abort.signal.aborted) return;
    if (this.#lines.has(id)) {
      this.#again.add(id);
      return;
    }
    const line = this.#drain(tenantId, id)
      .catch(this.#report)
      .finally(() => {
        this.#lines.delete(id);
        if (this.#again.delete(id)) this.#run(tenantId, id);
      });
    this.#lines.set(id, line);
  }

  /** Until nothing is left that is due. */
  async #drain(tenantId: string, id: string): Promise<void> {
    const { store, clock, resources, newId } = this.#options;
    for (;;) {
      if (this.#abort.signal.aborted) return;
      const isMore = await store.withTenant(tenantId, (tx) =>
        fanOut(tx, id, { resources, newId, now: clock.now() }),
      );
      const claimed = await store.withTenant(tenantId, (tx) => claimDeliveries(tx, id, clock.now()));
      await Promise.all(claimed.map((delivery) => this.#deliver(tenantId, id, delivery)));
      if (!isMore && claimed.length === 0) return;
    }
  }

  async #deliver(tenantId: string, id: string, delivery: Delivery): Promise<void> {
    const { store, clock, secrets, resources, random } = this.#options;
    const now = clock.now();
    const found = await store.withTenant(tenantId, async (tx) => {
      const subscription = await findSubscription(tx, id);
      // It ended since this was claimed, perhaps by the answer to another one of the same batch.
      if (!subscription) {
        await releaseDelivery(tx, delivery, now);
        return undefined;
      }
      const event = await payloadOf(tx, subscription, delivery, resources);
      if (event) return { subscription, event, signing: await secretsAt(tx, subscription, { now, secrets }) };
      await settleDelivery(tx, delivery);
      return undefined;
    });
    if (!found) return;
    const { url, allowPrivate } = found.subscription;
    const body = JSON.stringify(found.event);
    const signed = { id: `msg_${delivery.id}`, seconds: Math.floor(now / 1000), body };
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'Rufblatt-Webhooks/1',
      'webhook-id': signed.id,
      'webhook-timestamp': String(signed.seconds),
      'webhook-signature': signatureOf(signed, found.signing),
    };
    const request = { url, allowPrivate, method: 'POST', headers, body, signal: this.#abort.signal };
    const code = await this.#attempt(request);
    await store.withTenant(tenantId, async (tx) => {
      if (code === undefined) {
        await settleDelivery(tx, delivery);
        await noteDelivered(tx, id, clock.now());
        return;
      }
      await postponeDelivery(tx, delivery, { code, now: clock.now(), random: random() });
      if (code === GONE) await markGone(tx, id);
    });
  }

  /** undefined: taken; else a code. A redirect is a refusal: it is not followed. */
  async #attempt(request: OutgoingRequest): Promise<string | undefined> {
    const begin = performance.now();
    const count = (outcome: AttemptOutcome): void =>
      this.#options.onAttempt?.(outcome, (performance.now() - begin) / 1000);
    try {
      const { status } = await this.#options.send(request);
      const isTaken = status >= 200 && status < 300;
      count(isTaken ? 'delivered' : 'refused');
      return isTaken ? undefined : `http.${status}`;
    } catch (error) {
      // Stopped in the middle: what became of it is not known, so it comes again.
      if (this.#abort.signal.aborted) return 'centre.stopped';
      count('unreachable');
      return error instanceof AppError ? error.code : 'outgoing.unreachable';
    }
  }
}

const GONE = 'http.410';
