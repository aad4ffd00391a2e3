import { useRef } from 'react';
import type { RefObject } from 'react';
import type { InteractionLine } from '#shared/features/interactions/contract.ts';
import {
  interactionAddParticipant,
  interactionRemoveParticipant,
} from '#shared/features/interactions/participant-commands.ts';
import {
  interactionEdit,
  interactionRecord,
  interactionWithdraw,
} from '#shared/features/interactions/record-commands.ts';
import { linkAdd, linkRemove } from '#shared/links/links.ts';
import { newId } from '../../api/new-id.ts';
import { useRun } from '../../api/run-command.ts';
import type { Run } from '../../api/run-command.ts';
import type { BookFollowUp } from '../../slots/slots.ts';
import { useAct } from '../../ui/use-act.ts';
import { draftOfLine, momentOf } from './entry-draft.ts';
import type { EntryDraft } from './entry-draft.ts';
import { useInteractionTexts } from './texts.ts';

type Undo = () => Promise<unknown>;

export interface SaveEntry {
  /** Resolves to whether it is kept. */
  readonly save: (draft: EntryDraft, line: InteractionLine | null) => Promise<boolean>;
  readonly bookRef: RefObject<BookFollowUp | null>;
}

/** Keeps what was typed: a new entry with all that belongs to it, or the changes of one. Either can be undone. */
export function useSaveEntry(partyId: string): SaveEntry {
  const t = useInteractionTexts();
  const run = useRun();
  const act = useAct();
  const bookRef = useRef<BookFollowUp | null>(null);
  return {
    bookRef,
    save(draft, line) {
      const undos: Undo[] = [];
      const undo = async (): Promise<void> => {
        for (const back of undos.toReversed()) await back();
      };
      const work = async (): Promise<void> => {
        if (line === null) undos.push(await record(run, partyId, draft));
        else undos.push(...(await change(run, draft, line)));
        const title = (draft.nextStep.trim() || t('entry.followUp')).slice(0, 200);
        if (draft.dueAt !== null && bookRef.current)
          undos.push(
            await bookRef.current({
              ref: { type: 'interaction', id: draft.id },
              ...{ partyId, title, dueAt: draft.dueAt },
            }),
          );
      };
      return act(work, { done: t(line === null ? 'entry.saved' : 'entry.changed'), undo });
    },
  };
}

async function record(run: Run, partyId: string, draft: EntryDraft): Promise<Undo> {
  const { id, type, direction, hour, body, result, nextStep, spokenWith, links } = draft;
  await run(interactionRecord, {
    ...{ id, type, direction, partyId, body: body.trim(), outcome: null },
    occurredAt: momentOf(draft) ?? 0,
    timeKnown: hour !== '',
    result: result.trim() || null,
    nextStep: nextStep.trim() || null,
    participants: spokenWith ? [{ id: newId(), partyId: spokenWith.id, role: 'spoken-with' as const }] : [],
    links: links.map((to) => ({ linkId: newId(), to })),
  });
  return () => run(interactionWithdraw, { id });
}

/** Only what is another now, so that what a colleague has changed meanwhile stays. */
async function change(run: Run, draft: EntryDraft, line: InteractionLine): Promise<Undo[]> {
  const { id } = line;
  const [before, after] = [patchOf(draftOfLine(line)), patchOf(draft)];
  const changed = (Object.keys(after) as (keyof typeof after)[]).filter((key) => before[key] !== after[key]);
  const only = (of: typeof after) => Object.fromEntries(changed.map((key) => [key, of[key]]));
  const undos: Undo[] = [];
  if (changed.length > 0) {
    await run(interactionEdit, { id, patch: only(after) });
    const exactly = { ...before, occurred_at: line.occurredAt };
    undos.push(() => run(interactionEdit, { id, patch: only(exactly) }));
  }
  const same = (a: { type: string; id: string }, b: { type: string; id: string }): boolean =>
    a.type === b.type && a.id === b.id;
  const from = { type: 'interaction', id };
  for (const to of draft.links.filter((ref) => !line.links.some((link) => same(link.ref, ref)))) {
    const linkId = newId();
    await run(linkAdd, { id: linkId, from, to });
    undos.push(() => run(linkRemove, { id: linkId }));
  }
  for (const { linkId, ref } of line.links.filter(
    (link) => !draft.links.some((kept) => same(link.ref, kept)),
  )) {
    await run(linkRemove, { id: linkId });
    undos.push(() => run(linkAdd, { id: newId(), from, to: ref }));
  }
  const add = (participant: string, party: string): Promise<void> =>
    run(interactionAddParticipant, {
      ...{ id: participant, interactionId: id, partyId: party, role: 'spoken-with' as const },
    });
  const spoke = line.participants.find(({ role }) => role === 'spoken-with');
  if (spoke && spoke.partyId !== draft.spokenWith?.id) {
    await run(interactionRemoveParticipant, { id: spoke.id });
    undos.push(() => add(newId(), spoke.partyId));
  }
  if (draft.spokenWith && draft.spokenWith.id !== spoke?.partyId) {
    const participant = newId();
    await add(participant, draft.spokenWith.id);
    undos.push(() => run(interactionRemoveParticipant, { id: participant }));
  }
  return undos;
}

const patchOf = (draft: EntryDraft) => ({
  type: draft.type,
  direction: draft.direction,
  occurred_at: momentOf(draft) ?? 0,
  time_known: draft.hour !== '',
  body: draft.body.trim(),
  result: draft.result.trim() || null,
  next_step: draft.nextStep.trim() || null,
});
