import { CommandError } from '../../commands/command.ts';
import type { Fields } from '../../rows/table.ts';
import type { interactionTable } from './model.ts';

type Told = Pick<
  Fields<typeof interactionTable>,
  'type' | 'staff_id' | 'party_id' | 'occurred_at' | 'body' | 'result' | 'outcome'
>;

/** The four questions of every entry: who of ours, when, with whom, and what was exchanged. */
export type Gap = 'who' | 'when' | 'whom' | 'what';

/**
 * Which of the four an entry does not answer; undefined: it is complete. A call answers by what the phone system saw of
 * it: that it rang is what was exchanged, and whose it was may be found out later. Nobody is made to write a note.
 */
export function gapOf({
  type,
  staff_id,
  party_id,
  occurred_at,
  body,
  result,
  outcome,
}: Told): Gap | undefined {
  if (staff_id === '') return 'who';
  if (!(occurred_at > 0)) return 'when';
  if (type === 'call') return undefined;
  if (party_id === null) return 'whom';
  const isSaid = body.trim() !== '' || (result ?? '').trim() !== '' || outcome !== null;
  return isSaid ? undefined : 'what';
}

/** @throws CommandError `interaction.incomplete`, with what is missing as `missing` */
export function checkComplete(told: Told): void {
  const missing = gapOf(told);
  if (missing) throw new CommandError('interaction.incomplete', `an entry without ${missing}`, { missing });
}
