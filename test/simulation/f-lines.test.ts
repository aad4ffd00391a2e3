import { describe, expect, it } from 'vitest';
import type { Mutant } from './mutant.ts';
import { NO_FAULTS } from './profile.ts';
import type { Profile } from './profile.ts';
import { simulate } from './simulate.ts';
import type { SimulationReport } from './simulate.ts';

/*
 * The lines of "What it must survive" (docs/sync-survival.md), each as a world in which little else goes wrong.
 * What a line says is an invariant (violations.ts), held at every step; the test sees to it that the fault was there.
 */

const SEEDS = [1, 2, 3, 4, 5, 6];

async function survive(
  faults: Partial<Profile>,
  happened: readonly string[],
  options: { readonly seconds?: number; readonly mutant?: Mutant } = {},
): Promise<readonly SimulationReport[]> {
  const reports: SimulationReport[] = [];
  for (const seed of SEEDS)
    reports.push(await simulate({ seed, profile: { ...NO_FAULTS, ...faults }, ...options }));
  for (const { seed, violations, lost, twice } of reports)
    expect({ seed, violations, lost, twice }).toEqual({ seed, violations: [], lost: 0, twice: 0 });
  for (const what of happened) {
    const times = reports.reduce((sum, report) => sum + (report.happened[what] ?? 0), 0);
    expect(times, what).toBeGreaterThan(0);
  }
  return reports;
}

describe('messages', () => {
  it('F2 F3 a response lost after the commit: the retry changes nothing and is answered the same', () =>
    survive({ loss: 0.3 }, ['a message is lost', 'applied']));

  it('F4 F8 copies of requests, late and out of order: each command is decided once, in order', () =>
    survive({ duplicate: 0.5, slow: 0.3, latencyMs: 2_000 }, ['a request comes twice', 'applied']));

  it('F6 F13 failed uploads and lost acknowledgements: the next attempt needs no new local write', () =>
    survive({ loss: 0.5, truncate: 0.2 }, ['a message is lost', 'half a reply', 'applied']));

  it('F7 an ended token loses no work', () => survive({ tokenEnds: 0.1 }, ['a token ends']));

  it('F11 duplicate, late and reordered pages never move a row backwards', () =>
    survive({ late: 0.4, duplicate: 0.3, slow: 0.2, latencyMs: 1_000 }, ['an older page comes']));

  it('F12 an unacknowledged own write never vanishes from view', () =>
    survive({ loss: 0.2, late: 0.2, deskKilled: 0.05 }, ['a message is lost', 'a desk dies']));

  it('F34 a half-open hint channel is noticed, and what it did not tell is fetched', () =>
    survive({ halfOpen: 1 }, ['a hint channel is half open']));
});

describe('deaths', () => {
  it('F10 killed at any statement, the cursor never passes rows that were not applied', () =>
    survive({ deskDies: 0.02 }, ['a desk dies']));

  it('F17 a rebase cut off at any statement drops nothing', () =>
    survive({ deskDies: 0.01, slow: 0.3, latencyMs: 3_000, cut: 0.2 }, ['a desk dies', 'conflict'], {
      seconds: 90,
    }));

  it('F35 killing the app in the middle of a sync never wedges the queue', () =>
    survive({ deskKilled: 0.1, latencyMs: 1_500 }, ['a desk dies']));

  it('F33 F37 nodes die and desks change between them: harmless, and nobody asks without a pause', async () => {
    const reports = await survive({ nodeKilled: 0.2, nodeDies: 0.01 }, ['a node dies']);
    for (const { happened } of reports) expect(happened['requests'] ?? 0).toBeLessThan(4_000);
  });

  it('F36 a full or failing disk is told in words, and leaves nothing half done', () =>
    survive({ diskFails: 0.02 }, ['a disk fails', 'a command is refused for the disk']));
});

describe('histories', () => {
  it('F16 F18 a centre restored from a backup: another epoch, no silent gap, and everybody comes to rest', () =>
    survive({ centreRestored: 0.05 }, ['the centre is restored', 'a desk is told to start over']));

  it('F19 a centre that was wiped never acknowledges what it has not decided', () =>
    survive({ centreWiped: 0.05 }, ['the centre is wiped']));

  it('F20 a replica file put back to a copy begins a line of its own and drops no write', () =>
    survive({ fileRestored: 0.1, cut: 0.05 }, ['a file is restored']));

  it('F14 F21 removals reach desks that were away while the log was pruned', () =>
    survive({ logPruned: 0.1, cut: 0.1 }, ['the log is pruned', 'a line is cut']));

  it('F22 F23 F26 stale edits resurrect nothing, and every losing value is kept and shown', () =>
    survive({ cut: 0.2 }, ['a line is cut', 'conflict', 'rejected'], { seconds: 90 }));

  it('F5 F9 poison is refused and shown, the next proceeds, and both sides agree on the next number', () =>
    survive({ loss: 0.1, cut: 0.05 }, ['rejected']));
});

describe('who and what', () => {
  it('F24 F25 rows leave with their scope and come back with it', () =>
    survive({ scopesChange: 0.1, rowsMove: 0.3 }, ['scopes change', 'a row moves']));

  it('F27 a clock wrong by an hour or ten years blocks and decides nothing', () =>
    survive({ clockJumps: 0.3, loss: 0.1 }, ['a clock jumps']));

  it('F28 F29 an old desk that is refused goes on sending, and after its upgrade has what it did not know', () =>
    survive({ schemaRaised: 0.1, cut: 0.1 }, ['old desks are refused', 'a desk is upgraded'], {
      seconds: 120,
    }));

  it('F30 a row the schema cannot hold leaves the cursor where it was', async () => {
    let isBroken = true;
    const mutant: Mutant = {
      name: 'sends-a-bad-row-once',
      plants: 'a row of a page has a number for a title',
      caughtBy: 'nothing-throws',
      net: (net) => ({
        ...net,
        async pull(request, signal) {
          const reply = await net.pull(request, signal);
          isBroken = !isBroken;
          if (isBroken || reply.kind !== 'page') return reply;
          const rows = reply.rows.map((change) =>
            change.tbl === 'note' && change.row ? { ...change, row: { ...change.row, title: 5 } } : change,
          );
          return { ...reply, rows };
        },
      }),
    };
    await survive({}, ['applied'], { mutant });
  });
});
