import type { LiveCall } from '#shared/calls/live-call.ts';
import type { TestDesk } from '../test-desk.ts';

/**
 * What a desk told its page of one call, one line for each change a reader would see: `ringing: Ute Sander`,
 * `held: Ute Sander`, `ended: transferred → 202`.
 */
export function storyOf(desk: TestDesk, id: string): readonly string[] {
  return desk.told
    .filter((call) => call.id === id)
    .map(lineOf)
    .filter((line, index, lines) => line !== lines[index - 1]);
}

function lineOf({ phase, end, remote, match, queue }: LiveCall): string {
  if (phase === 'ended') {
    const more = [end?.to === undefined ? '' : ` → ${end.to}`, end?.by === undefined ? '' : `, ${end.by}`];
    return `ended: ${end?.reason}${more.join('')}`;
  }
  const who = remote.withheld ? 'withheld' : (match.candidates[0]?.name ?? remote.number ?? 'nobody yet');
  return `${phase}: ${who}${queue === undefined ? '' : ` by ${queue}`}`;
}
