import { z } from 'zod';
import type { InteractionLine } from '#shared/features/interactions/contract.ts';
import { DIRECTIONS, INTERACTION_TYPES } from '#shared/features/interactions/model.ts';
import type { Direction, InteractionType } from '#shared/features/interactions/model.ts';
import { refSchema } from '#shared/kernel/ref.ts';

/** An entry as it is being typed; what is kept on the desk until it is saved or thrown away. */
const draftSchema = z.object({
  /** Of the entry it becomes: saved twice, it is still one. */
  id: z.string(),
  type: z.enum(INTERACTION_TYPES),
  direction: z.enum(DIRECTIONS),
  /** `2026-11-22`, as the field has it. */
  day: z.string(),
  /** `10:15`; empty: only the day is known. */
  hour: z.string(),
  body: z.string(),
  result: z.string(),
  nextStep: z.string(),
  dueAt: z.number().nullable(),
  spokenWith: z.object({ id: z.string(), name: z.string() }).nullable(),
  links: z.array(refSchema),
  /** How many wait for a new entry; an entry that is there has its own. */
  files: z.number().default(0),
});
export type EntryDraft = z.infer<typeof draftSchema>;

/** What was kept may be of an older desk: then it counts as its text alone, or not at all. */
export function readDraft(kept: string | null): EntryDraft | null {
  if (kept === null) return null;
  try {
    const read = draftSchema.safeParse(JSON.parse(kept));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

/** Which way a kind goes unless it is said otherwise. */
export const USUAL_DIRECTION: Readonly<Record<InteractionType, Direction>> = {
  call: 'out',
  visit: 'out',
  meeting: 'out',
  mail: 'in',
  letter: 'in',
  form: 'in',
  message: 'none',
  note: 'none',
};

export function emptyDraft(id: string, now: number): EntryDraft {
  return {
    ...{ id, type: 'note', direction: 'none', ...fieldsOf(now, true) },
    ...{ body: '', result: '', nextStep: '', dueAt: null, spokenWith: null, links: [], files: 0 },
  };
}

/** Nothing typed that would be a loss; of an entry that is being corrected: nothing changed. */
export function isBlank(draft: EntryDraft, line: InteractionLine | null): boolean {
  if (line) return JSON.stringify(draft) === JSON.stringify(draftOfLine(line));
  return draft.files === 0 && `${draft.body}${draft.result}${draft.nextStep}`.trim() === '';
}

export function draftOfLine(line: InteractionLine): EntryDraft {
  const spoke = line.participants.find(({ role }) => role === 'spoken-with');
  return {
    id: line.id,
    type: line.type,
    direction: line.direction,
    ...fieldsOf(line.occurredAt, line.timeKnown),
    body: line.body,
    result: line.result ?? '',
    nextStep: line.nextStep ?? '',
    dueAt: null,
    spokenWith: spoke ? { id: spoke.partyId, name: spoke.name ?? '' } : null,
    links: line.links.map(({ ref }) => ref),
    files: 0,
  };
}

const two = (part: number): string => String(part).padStart(2, '0');

function fieldsOf(at: number, timeKnown: boolean): Pick<EntryDraft, 'day' | 'hour'> {
  const date = new Date(at);
  return {
    day: `${String(date.getFullYear())}-${two(date.getMonth() + 1)}-${two(date.getDate())}`,
    hour: timeKnown ? `${two(date.getHours())}:${two(date.getMinutes())}` : '',
  };
}

/** ms where this desk stands; undefined: no such day or hour. */
export function momentOf({ day, hour }: Pick<EntryDraft, 'day' | 'hour'>): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !/^(?:\d{2}:\d{2})?$/.test(hour)) return undefined;
  const at = new Date(`${day}T${hour === '' ? '00:00' : hour}`).getTime();
  return Number.isNaN(at) || fieldsOf(at, true).day !== day ? undefined : at;
}

/** An appointment is a task; what was exchanged lies behind us. A clock a little ahead is no reason to refuse. */
const AHEAD = 5 * 60_000;

export interface DraftFaults {
  readonly when?: 'invalid' | 'future';
  readonly what?: true;
}

/** What keeps it from being an entry; the rule itself is the command's. */
export function faultsOf(draft: EntryDraft, now: number): DraftFaults {
  const at = momentOf(draft);
  const when = at === undefined ? 'invalid' : at > now + AHEAD ? 'future' : undefined;
  const isSaid = draft.type === 'call' || `${draft.body}${draft.result}`.trim() !== '';
  return { ...(when && { when }), ...(!isSaid && { what: true }) };
}
