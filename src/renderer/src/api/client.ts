import type { Contract, Input, IpcReply, Output } from '#shared/ipc/contract.ts';
import type { DeskEventName, DeskEvents } from '#shared/ipc/events.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import type { Listener, Unsubscribe } from '#shared/kernel/emitter.ts';
import type { Bridge } from './bridge.ts';
import type { Connection } from './connection.ts';

/** `everything`: events were missed while the connection was down. */
export type ChangedTables = ReadonlySet<string> | 'everything';

/** What the whole renderer knows of its host. */
export interface Client {
  readonly shell: Bridge['shell'];
  readonly connection: Connection;
  /** Rejects with the host's {@link AppError}; with `bridge.lost` when the desk cannot be reached. */
  ask<C extends Contract, K extends keyof C['calls'] & string>(
    contract: C,
    call: K,
    input: Input<C['calls'][K]>,
  ): Promise<Output<C['calls'][K]>>;
  /** As `ask`, for what changes nothing: whoever asks the same in the same turn of the page shares one answer. */
  read: Client['ask'];
  /** Readings on their way. */
  readonly waiting: number;
  /** None is on its way any more. */
  onIdle(listener: Listener<void>): Unsubscribe;
  on<E extends DeskEventName>(event: E, listener: (payload: DeskEvents[E]) => void): Unsubscribe;
  /** Tables whose rows have changed, gathered over one frame of the screen. */
  onTables(listener: Listener<ChangedTables>): Unsubscribe;
}

export interface ClientDeps {
  readonly bridge: Bridge;
  readonly connection: Connection;
  /** Runs a function before the next painting; `requestAnimationFrame` in production. */
  readonly nextFrame: (run: () => void) => void;
}

export function createClient({ bridge, connection, nextFrame }: ClientDeps): Client {
  const events = new Emitter<readonly [DeskEventName, unknown]>();
  const tables = new Emitter<ChangedTables>();
  const idle = new Emitter<void>();
  /** What has been asked in this turn, by channel and input. */
  const sameTurn = new Map<string, Promise<unknown>>();
  let gathered: Set<string> | 'everything' | undefined;
  let waiting = 0;

  const gather = (changed: readonly string[] | 'everything'): void => {
    if (gathered === undefined) nextFrame(flush);
    if (changed === 'everything' || gathered === 'everything') gathered = 'everything';
    else gathered = new Set([...(gathered ?? []), ...changed]);
  };
  const flush = (): void => {
    const changed = gathered;
    gathered = undefined;
    if (changed) tables.emit(changed);
  };

  bridge.onEvent((event, payload) => {
    if (event === 'changed') gather((payload as DeskEvents['changed']).tables);
    events.emit([event as DeskEventName, payload]);
  });
  let wasLost = false;
  connection.subscribe(() => {
    if (connection.state === 'lost') wasLost = true;
    if (connection.state !== 'open' || !wasLost) return;
    wasLost = false;
    gather('everything');
  });

  const ask = async (channel: string, input: unknown): Promise<unknown> => {
    const send = bridge.calls[channel];
    if (!send) throw new AppError('ipc.unknown-channel', `the host has no ${channel}`, { channel });
    return valueOf(await send(input));
  };
  const read = (channel: string, input: unknown): Promise<unknown> => {
    waiting += 1;
    const answered = (): void => {
      waiting -= 1;
      // A turn later: whoever asked has heard it by then.
      if (waiting === 0) queueMicrotask(() => idle.emit());
    };
    const answer = ask(channel, input);
    answer.then(answered, answered);
    return answer;
  };

  return {
    shell: bridge.shell,
    connection,
    ask: (contract, call, input) => ask(`${contract.part}.${call}`, input) as never,
    read(contract, call, input) {
      const channel = `${contract.part}.${call}`;
      const key = `${channel} ${JSON.stringify(input)}`;
      const known = sameTurn.get(key);
      if (known) return known as never;
      if (sameTurn.size === 0) queueMicrotask(() => sameTurn.clear());
      const answer = read(channel, input);
      sameTurn.set(key, answer);
      return answer as never;
    },
    get waiting() {
      return waiting;
    },
    onIdle: (listener) => idle.on(listener),
    on: (event, listener) =>
      events.on(([name, payload]) => {
        if (name === event) listener(payload as never);
      }),
    onTables: (listener) => tables.on(listener),
  };
}

function valueOf(reply: IpcReply): unknown {
  if (reply.ok) return reply.value;
  throw new AppError(reply.error.code, reply.error.message, reply.error.params);
}
