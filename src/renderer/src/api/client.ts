import type { Contract, Input, IpcReply, Output } from '#shared/ipc/contract.ts';
import type { DeskEventName, DeskEvents } from '#shared/ipc/events.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import type { Listener, Unsubscribe } from '#shared/kernel/emitter.ts';
import { createAhead, keyOf } from './ahead.ts';
import type { ChangedTables, Known, Question } from './ahead.ts';
import type { Bridge } from './bridge.ts';
import type { Connection } from './connection.ts';

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
  /**
   * As `ask`, for what changes nothing: whoever asks the same in the same turn of the page shares one answer, and so
   * does who asks what was asked ahead, unless rows of one of `tables` have changed since.
   */
  read<C extends Contract, K extends keyof C['calls'] & string>(
    contract: C,
    call: K,
    input: Input<C['calls'][K]>,
    tables?: readonly string[],
  ): Promise<Output<C['calls'][K]>>;
  /**
   * Asks now what a screen will read when it comes; those before are forgotten. Resolves when all is answered or has
   * failed.
   */
  readAhead(questions: readonly Question[]): Promise<void>;
  /** The answer to what was asked ahead, where it is there and rows of none of `tables` have changed since. */
  known(question: Question, tables: readonly string[]): Known | undefined;
  /** The screen has come, and has taken what it needs. */
  forgetAhead(): void;
  /** Number of the latest reading. */
  readonly lastRead: number;
  /** Whether a reading after that one is on its way. */
  isReading(after: number): boolean;
  /** A reading has been answered, or has failed; whoever asked has heard it by then. */
  onRead(listener: Listener<void>): Unsubscribe;
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
  const changes = new Emitter<ChangedTables>();
  const answers = new Emitter<void>();
  /** What has been asked in this turn, by channel and input. */
  const sameTurn = new Map<string, Promise<unknown>>();
  /** Numbers of the readings on their way, ascending. */
  const reading = new Set<number>();
  let lastRead = 0;
  let gathered: Set<string> | 'everything' | undefined;

  const ask = async (channel: string, input: unknown): Promise<unknown> => {
    const send = bridge.calls[channel];
    if (!send) throw new AppError('ipc.unknown-channel', `the host has no ${channel}`, { channel });
    return valueOf(await send(input));
  };
  const ahead = createAhead(({ channel, input }) => ask(channel, input));

  const gather = (changed: readonly string[] | 'everything'): void => {
    ahead.changed(changed);
    if (gathered === undefined) nextFrame(flush);
    if (changed === 'everything' || gathered === 'everything') gathered = 'everything';
    else gathered = new Set([...(gathered ?? []), ...changed]);
  };
  const flush = (): void => {
    const changed = gathered;
    gathered = undefined;
    if (changed) changes.emit(changed);
  };

  // Whoever hears what came before hears it at once.
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

  const read = (question: Question, tables: readonly string[]): Promise<unknown> => {
    const number = ++lastRead;
    reading.add(number);
    const answered = (): void => {
      reading.delete(number);
      // A turn later: whoever asked has heard it by then.
      queueMicrotask(() => answers.emit());
    };
    const answer = ahead.answerTo(question, tables) ?? ask(question.channel, question.input);
    answer.then(answered, answered);
    return answer;
  };

  return {
    shell: bridge.shell,
    connection,
    ask: (contract, call, input) => ask(`${contract.part}.${call}`, input) as never,
    read(contract, call, input, tables = []) {
      const question = { channel: `${contract.part}.${call}`, input };
      const key = keyOf(question);
      const known = sameTurn.get(key);
      if (known) return known as never;
      if (sameTurn.size === 0) queueMicrotask(() => sameTurn.clear());
      const answer = read(question, tables);
      sameTurn.set(key, answer);
      return answer as never;
    },
    readAhead: (questions) => ahead.ask(questions),
    known: (question, tables) => ahead.known(question, tables),
    forgetAhead: () => ahead.forget(),
    get lastRead() {
      return lastRead;
    },
    isReading: (after) => [...reading].some((number) => number > after),
    onRead: (listener) => answers.on(listener),
    on: (event, listener) =>
      events.on(([name, payload]) => {
        if (name === event) listener(payload as never);
      }),
    onTables: (listener) => changes.on(listener),
  };
}

function valueOf(reply: IpcReply): unknown {
  if (reply.ok) return reply.value;
  throw new AppError(reply.error.code, reply.error.message, reply.error.params);
}
