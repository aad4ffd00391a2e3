import { z } from 'zod';
import type { DirectoryEntry, EntryTexts } from '#shared/features/offerings/contract.ts';

/** Whom to ask, as chosen; null: nobody yet. A row that gets another person gets another id: it is another contact. */
export interface DraftContact {
  readonly id: string;
  readonly staffId: string | null;
  readonly job: string;
}

/** An entry as it stands in the form. */
export interface EntryDraft extends EntryTexts {
  readonly contacts: readonly DraftContact[];
}

const text = z.string();
/** For `useDraftField`. */
export const entryDraftField: z.ZodType<EntryDraft> = z.object({
  ...{ name: text, description: text, openingHours: text, reachability: text },
  ...{ costs: text, place: text, directions: text },
  contacts: z.array(z.object({ id: text, staffId: text.nullable(), job: text })),
});

export const NAMES = [
  ...['name', 'description', 'openingHours', 'reachability', 'costs', 'place', 'directions'],
] as readonly (keyof EntryTexts)[];

export const EMPTY_DRAFT: EntryDraft = {
  ...{ name: '', description: '', openingHours: '', reachability: '', costs: '', place: '', directions: '' },
  contacts: [],
};

export function draftOf(entry: DirectoryEntry): EntryDraft {
  return { ...textsOf(entry), contacts: entry.contacts };
}

/** Without what else there is of it, ends trimmed. */
export function textsOf(draft: EntryTexts): EntryTexts {
  return Object.fromEntries(NAMES.map((name) => [name, draft[name].trim()])) as unknown as EntryTexts;
}

export const isComplete = ({ name, contacts }: EntryDraft): boolean =>
  name.trim() !== '' && contacts.every(({ staffId }) => staffId !== null);

/** What has been typed anew and, to take it back, how it was; undefined: nothing has. */
export function textChanges(
  before: EntryTexts,
  after: EntryTexts,
): { readonly forth: Partial<EntryTexts>; readonly back: Partial<EntryTexts> } | undefined {
  const [was, is] = [textsOf(before), textsOf(after)];
  const changed = NAMES.filter((name) => was[name] !== is[name]);
  if (changed.length === 0) return undefined;
  const pick = (texts: EntryTexts): Partial<EntryTexts> =>
    Object.fromEntries(changed.map((name) => [name, texts[name]]));
  return { forth: pick(is), back: pick(was) };
}

/** With a person: a new contact; else a change of one that is there. */
export type ContactStep =
  | { readonly id: string; readonly staffId: string; readonly job: string }
  | { readonly id: string; readonly job?: string; readonly listed?: boolean };

/** What makes these contacts those, and what takes that back. */
export function contactChanges(
  before: readonly DraftContact[],
  after: readonly DraftContact[],
): { readonly forth: readonly ContactStep[]; readonly back: readonly ContactStep[] } {
  const forth: ContactStep[] = [];
  const back: ContactStep[] = [];
  for (const { id } of before) {
    if (after.some((other) => other.id === id)) continue;
    forth.push({ id, listed: false });
    back.push({ id, listed: true });
  }
  for (const { id, staffId, job } of after) {
    const was = before.find((other) => other.id === id);
    if (!was) {
      if (staffId === null) continue;
      forth.push({ id, staffId, job: job.trim() });
      back.push({ id, listed: false });
    } else if (was.job !== job.trim()) {
      forth.push({ id, job: job.trim() });
      back.push({ id, job: was.job });
    }
  }
  return { forth, back };
}
