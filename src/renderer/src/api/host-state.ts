import { useSyncExternalStore } from 'react';
import type { DeskEventName, DeskEvents } from '#shared/ipc/events.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import type { Unsubscribe } from '#shared/kernel/emitter.ts';
import type { Client } from './client.ts';

/** A state the host keeps and tells whole at every change; undefined until the first word of it. */
export interface HostState<T> {
  get(): T | undefined;
  /** Takes what a call has just answered, ahead of its event. */
  set(value: T): void;
  subscribe(listener: () => void): Unsubscribe;
}

/**
 * Asks once, then follows the event, and asks again after the connection was lost. An answer that an event has
 * overtaken on the way is dropped: the event is newer.
 */
export function createHostState<E extends DeskEventName>(
  client: Client,
  event: E,
  ask: () => Promise<DeskEvents[E]>,
): HostState<DeskEvents[E]> {
  const changes = new Emitter<void>();
  let value: DeskEvents[E] | undefined;
  let turn = 0;

  const set = (next: DeskEvents[E]): void => {
    turn += 1;
    value = next;
    changes.emit();
  };
  const refresh = async (): Promise<void> => {
    const asked = turn;
    try {
      const answer = await ask();
      if (asked === turn) set(answer);
    } catch {
      // The desk is away: the connection says so on the screen, and its return asks again.
    }
  };

  client.on(event, set);
  client.onTables((tables) => {
    if (tables === 'everything') void refresh();
  });
  void refresh();
  return { get: () => value, set, subscribe: (listener) => changes.on(listener) };
}

export function useHostState<T>(state: HostState<T>): T | undefined {
  return useSyncExternalStore(state.subscribe, state.get);
}
