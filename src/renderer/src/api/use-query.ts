import { use, useLayoutEffect, useState } from 'react';
import type { Contract, Input, Output } from '#shared/ipc/contract.ts';
import { AskedContext } from './asked.ts';
import { useClient } from './client-context.tsx';

export interface Query<T> {
  /** The last answer; stays while a newer one is on its way, so that nothing jumps. */
  readonly value: T | undefined;
  /** Why the last asking failed; the value before it stays. */
  readonly error: unknown;
  /** Nothing has been answered yet. */
  readonly loading: boolean;
}

export interface QueryOptions {
  /** false: does not ask. */
  readonly enabled?: boolean;
  /** Keeps the answer of another input until the new one is there: for lists that narrow while typing. */
  readonly keepPrevious?: boolean;
}

interface Answer<T> {
  readonly key: string;
  readonly value: T | undefined;
  readonly error: unknown;
}

/**
 * Asks the host and asks again whenever rows of one of `tables` have changed. At most one asking is on its way
 * for an input: changes meanwhile lead to one more, not to one each. What was asked ahead is there with the first
 * drawing.
 */
export function useQuery<C extends Contract, K extends keyof C['calls'] & string>(
  contract: C,
  call: K,
  input: Input<C['calls'][K]>,
  tables: readonly string[],
  { enabled = true, keepPrevious = false }: QueryOptions = {},
): Query<Output<C['calls'][K]>> {
  type Value = Output<C['calls'][K]>;
  const client = useClient();
  const note = use(AskedContext);
  const channel = `${contract.part}.${call}`;
  const inputKey = JSON.stringify(input);
  const key = `${channel} ${inputKey}`;
  const tablesKey = tables.join(' ');
  const [answer, setAnswer] = useState<Answer<Value> | undefined>(() => {
    const known = enabled ? client.known({ channel, input }, tables) : undefined;
    // The host's answer to this very call.
    return known && { key, value: known.value as Value, error: undefined };
  });

  // Before the painting: a screen knows by then whether it waits for anything.
  useLayoutEffect(() => {
    if (!enabled) return undefined;
    const question = { channel, input: JSON.parse(inputKey) as Input<C['calls'][K]> };
    if (!contract.calls[call]?.reads) note?.(question);
    const watched = tablesKey.split(' ');
    const answered = (value: Value): Answer<Value> => ({ key, value, error: undefined });
    let over = false;
    let asking = false;
    let again = false;

    const ask = async (): Promise<void> => {
      if (asking) {
        again = true;
        return;
      }
      asking = true;
      again = false;
      try {
        const value = await client.read(contract, call, question.input, watched);
        if (!over) setAnswer(answered(value));
      } catch (error) {
        if (!over) setAnswer((last) => ({ key, value: last?.key === key ? last.value : undefined, error }));
      }
      asking = false;
      if (again && !over) void ask();
    };

    const unsubscribe = client.onTables((changed) => {
      if (changed === 'everything' || watched.some((table) => changed.has(table))) void ask();
    });
    const known = client.known(question, watched);
    if (known) setAnswer((last) => (last?.key === key ? last : answered(known.value as Value)));
    else void ask();
    return () => {
      over = true;
      unsubscribe();
    };
  }, [client, note, contract, call, channel, key, inputKey, tablesKey, enabled]);

  const current = answer?.key === key;
  return {
    value: current || keepPrevious ? answer?.value : undefined,
    error: current ? answer.error : undefined,
    loading: enabled && !current,
  };
}
