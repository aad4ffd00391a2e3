import { offeringChange, providerChange, providerContactChange } from '#shared/features/offerings/change.ts';
import {
  mayKeepDirectory,
  offeringPut,
  providerContactPut,
  providerPut,
} from '#shared/features/offerings/commands.ts';
import type { EntryTexts } from '#shared/features/offerings/contract.ts';
import { useSession } from '../../api/desk-state.tsx';
import { useRun } from '../../api/run-command.ts';
import { useAct } from '../../ui/use-act.ts';
import type { CardOf } from './card-of.ts';
import { contactChanges, textChanges, textsOf } from './entry-draft.ts';
import type { ContactStep, EntryDraft } from './entry-draft.ts';
import { useOfferingTexts } from './texts.ts';

/** An entry of this house; `providerId` of a provider is its own id. */
export interface Home extends CardOf {
  readonly providerId: string;
}

interface Keeping {
  /** Each resolves to whether it worked, says so, and offers to take it back. */
  create(home: Home, draft: EntryDraft): Promise<boolean>;
  /** Writes what differs and nothing else. */
  save(home: Home, before: EntryDraft, after: EntryDraft): Promise<boolean>;
  setListed(entry: CardOf, name: string, listed: boolean): Promise<boolean>;
}

/** Whether whoever is signed in keeps the directory; the commands ask again. */
export function useIsKeeper(): boolean {
  const session = useSession();
  return session ? mayKeepDirectory(session) : false;
}

export function useKeepEntry(): Keeping {
  const t = useOfferingTexts();
  const run = useRun();
  const act = useAct();

  const put = ({ type, id, providerId }: Home, draft: EntryDraft): Promise<void> => {
    const { directions, ...facts } = textsOf(draft);
    return type === 'provider'
      ? run(providerPut, { id, ...facts, directions, listed: true })
      : run(offeringPut, { id, providerId, ...facts, listed: true });
  };
  const change = ({ type, id }: CardOf, patch: Partial<EntryTexts> & { listed?: boolean }): Promise<void> =>
    type === 'provider' ? run(providerChange, { id, ...patch }) : run(offeringChange, { id, ...patch });
  const take = async (
    { type, id: entryId, providerId }: Home,
    steps: readonly ContactStep[],
  ): Promise<void> => {
    const offeringId = type === 'offering' ? entryId : null;
    for (const step of steps)
      if ('staffId' in step) await run(providerContactPut, { ...step, providerId, offeringId, listed: true });
      else await run(providerContactChange, step);
  };

  return {
    create(home, draft) {
      const { forth } = contactChanges([], draft.contacts);
      const work = async (): Promise<void> => {
        await put(home, draft);
        await take(home, forth);
      };
      return act(work, {
        done: t('keep.created', { name: draft.name.trim() }),
        undo: () => change(home, { listed: false }),
      });
    },
    save(home, before, after) {
      const texts = textChanges(before, after);
      const contacts = contactChanges(before.contacts, after.contacts);
      if (!texts && contacts.forth.length === 0) return Promise.resolve(true);
      const go = async (patch: Partial<EntryTexts> | undefined, steps: readonly ContactStep[]) => {
        if (patch) await change(home, patch);
        await take(home, steps);
      };
      return act(() => go(texts?.forth, contacts.forth), {
        done: t('keep.saved', { name: after.name.trim() }),
        undo: () => go(texts?.back, contacts.back),
      });
    },
    setListed: (entry, name, listed) =>
      act(() => change(entry, { listed }), {
        done: t(listed ? 'card.listed' : 'card.withdrawn', { name }),
        undo: () => change(entry, { listed: !listed }),
      }),
  };
}
