import type { SetupFinding } from '#shared/calls/setup-finding.ts';
import type { Door } from './pbx-follower.ts';

/**
 * What the setup of each door lacks, by adapter; those that cannot tell are left out, and so is one whose check fails
 * while another one's works.
 * @throws what the first failing check threw, where none worked
 */
export async function checkDoors(
  doors: readonly Door[],
): Promise<Readonly<Record<string, readonly SetupFinding[]>>> {
  const open = doors.filter(({ source }) => source.state.stage !== 'off');
  const checks = await Promise.allSettled(open.map(({ source }) => source.checkBehind()));
  const found = checks.flatMap((check, index) => {
    const name = open[index]?.adapter.name;
    return check.status === 'fulfilled' && check.value && name ? [[name, check.value] as const] : [];
  });
  const failed = checks.find((check) => check.status === 'rejected');
  if (found.length === 0 && failed) throw failed.reason;
  return Object.fromEntries(found);
}
