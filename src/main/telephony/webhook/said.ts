import type { CentreCall } from '#shared/calls/centre-call.ts';
import type { Said } from '../door-trace.ts';
import { identityFields } from '../door-trace.ts';
import type { CentreCalls } from './centre-calls.ts';

/** What the centre's list newly says of each call; a list is told whole, however little has changed. */
export function saidOf(
  list: readonly CentreCall[],
  before: CentreCalls,
  after: CentreCalls,
): readonly Said[] {
  return list.flatMap((call) => {
    const { id, phase, direction, line, number, withheld, dialled, end, takenBy } = call;
    if (before.calls.get(id)?.phase === after.calls.get(id)?.phase) return [];
    const from = withheld || number === null ? { withheld: true } : { number };
    const more = {
      exten: dialled ?? undefined,
      end: end ?? undefined,
      connectedlinename: takenBy ?? undefined,
    };
    return [{ leg: id, event: 'hook', fields: { phase, direction, line, ...identityFields(from), ...more } }];
  });
}
