import { useEffect, useState, useSyncExternalStore } from 'react';
import type { z } from 'zod';
import { formDraftsContract } from '#shared/ipc/form-drafts-contract.ts';
import type { FormDraft } from '#shared/ipc/form-drafts-contract.ts';
import { useClient } from '../api/client-context.tsx';
import type { Client } from '../api/client.ts';
import { createDraftSaver } from '../api/draft-saver.ts';
import { newId } from '../api/new-id.ts';

type Updater<T> = T | ((before: T) => T);

/**
 * The fields of a dialogue, kept at every key until it is sent or closed: what a lock, the end of the session or a
 * crash interrupts is offered to the same person when they open the dialogue again.
 */
export interface FormDraftHandle {
  /** What was interrupted and is neither taken up nor thrown away yet, the latest first. */
  readonly offers: readonly FormDraft[];
  /** `finish`: it was sent, or closed by whoever typed it; nothing of it is kept any more. */
  readonly store: FormStore;
}

/** `form`: one name a dialogue; `about`: the thing it is opened for. Not for dialogues that ask for a secret. */
export function useFormDraft(form: string, about: string | null): FormDraftHandle {
  const client = useClient();
  const [store] = useState(() => createFormStore(client, { form, about }));
  useEffect(() => store.look(), [store]);
  const offers = useSyncExternalStore(store.subscribe, store.offers);
  return { store, offers };
}

/** As `useState`, of a field that is kept. `schema`: what of an earlier day is still a value of it; else `initial`. */
export function useDraftField<T>(
  { store }: FormDraftHandle,
  name: string,
  schema: z.ZodType<T>,
  initial: T | (() => T),
): readonly [T, (next: Updater<T>) => void] {
  const [first] = useState(initial);
  const [set] = useState(() => (next: Updater<T>) => {
    const before = store.read<T>(name, first);
    store.write(name, typeof next === 'function' ? (next as (before: T) => T)(before) : next);
  });
  useEffect(() => store.learn(name, { schema, first }), [store, name, schema, first]);
  return [useSyncExternalStore(store.subscribe, () => store.read<T>(name, first)), set];
}

export type FormStore = ReturnType<typeof createFormStore>;

interface Where {
  readonly form: string;
  readonly about: string | null;
}

interface Field {
  readonly schema: z.ZodType;
  readonly first: unknown;
}

/** What is kept goes through one line, so that an older text never overtakes a newer; `id` first, then the fields. */
const parcel = (id: string, fields: string): string => `${id} ${fields}`;
const NOTHING = '';

function createFormStore(client: Client, where: Where) {
  let id = newId();
  let values: Readonly<Record<string, unknown>> = {};
  let offers: readonly FormDraft[] = [];
  let isFinished = false;
  const kept = new Set<string>();
  const fields = new Map<string, Field>();
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  const saver = createDraftSaver({
    async save(text) {
      const gap = text.indexOf(' ');
      const [of, packed] = [text.slice(0, gap), text.slice(gap + 1)];
      if (packed !== NOTHING) {
        await client.ask(formDraftsContract, 'keep', { id: of, ...where, fields: packed });
        kept.add(of);
      } else if (kept.delete(of)) {
        await client.ask(formDraftsContract, 'drop', { id: of });
      }
    },
    // A dialogue that cannot be kept is still one that can be sent.
    onState: () => undefined,
  });
  const isAsAtFirst = (): boolean =>
    Object.entries(values).every(
      ([name, value]) => JSON.stringify(value) === JSON.stringify(fields.get(name)?.first),
    );
  const without = (offer: FormDraft): void => {
    offers = offers.filter((one) => one !== offer);
    tell();
  };

  return {
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    offers: () => offers,
    /** Asks for what was interrupted; returns how not to be told any more. */
    look() {
      let isOver = false;
      client.ask(formDraftsContract, 'of', where).then(
        (found) => {
          if (isOver || isFinished) return;
          offers = found.filter((one) => one.id !== id);
          tell();
        },
        // Without an answer there is nothing to offer, and the dialogue works as ever.
        () => undefined,
      );
      return () => {
        isOver = true;
      };
    },
    learn(name: string, field: Field) {
      fields.set(name, field);
    },
    read<T>(name: string, first: T): T {
      // Written by this field alone, or checked by its schema.
      return Object.hasOwn(values, name) ? (values[name] as T) : first;
    },
    write(name: string, value: unknown) {
      values = { ...values, [name]: value };
      tell();
      if (!isFinished) saver.push(parcel(id, isAsAtFirst() ? NOTHING : JSON.stringify(values)));
    },
    /** What was typed before stays kept under its own id, and is offered the next time. */
    resume(offer: FormDraft) {
      id = offer.id;
      kept.add(id);
      values = Object.fromEntries(
        Object.entries(offer.fields).filter(
          ([name, value]) => fields.get(name)?.schema.safeParse(value).success,
        ),
      );
      without(offer);
    },
    discard(offer: FormDraft) {
      without(offer);
      // Past the line: what is typed meanwhile must not be skipped for it. One that stays is offered again.
      client.ask(formDraftsContract, 'drop', { id: offer.id }).catch(() => undefined);
    },
    finish() {
      if (isFinished) return;
      isFinished = true;
      saver.push(parcel(id, NOTHING));
    },
  };
}
