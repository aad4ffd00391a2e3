import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';

/** As the desk's own threads that fill it: src/main/host/behind-main.ts. */
const BEHIND = 10;

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly session: number;
}

/**
 * Puts these processes, what they have started and all their threads behind the desk: a centre is another machine, and
 * here it has the processors of the desk it fills. To be done again now and then, for new ones come without it.
 *
 * @returns whether it was done for these; Linux alone shows threads of others
 */
export function putBehind(pids: readonly number[]): boolean {
  if (process.platform !== 'linux') return false;
  const all = processes();
  const own = all.find(({ pid }) => pid === process.pid)?.session;
  const chosen = all.filter((one) => descent(all, one).some(({ pid }) => pids.includes(pid)));
  const done = new Set<number>();
  for (const { pid, session } of chosen) {
    // One that ends meanwhile need not be put behind.
    quietly(() => {
      for (const thread of readdirSync(`/proc/${pid}/task`)) setPriority(Number(thread), BEHIND);
      done.add(pid);
    });
    // Each of PostgreSQL's is a session of its own, and sessions share the processors whatever is within them.
    if (session !== own) quietly(() => writeFileSync(`/proc/${pid}/autogroup`, String(BEHIND)));
  }
  return pids.every((pid) => done.has(pid));
}

/** Itself, who started it, and so on. */
function descent(all: readonly Process[], one: Process): readonly Process[] {
  const parent = all.find(({ pid }) => pid === one.parent);
  return parent ? [one, ...descent(all, parent)] : [one];
}

function processes(): readonly Process[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const stat = quietly(() => readFileSync(`/proc/${name}/stat`, 'utf8')) ?? '';
      // The name may hold spaces and brackets; state, parent, group and session follow it.
      const [, parent, , session] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return stat === '' ? [] : [{ pid: Number(name), parent: Number(parent), session: Number(session) }];
    });
}

function quietly<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
