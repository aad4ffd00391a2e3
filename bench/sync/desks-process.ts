import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { LoginReply } from '#shared/sync/protocol.ts';

/** Desks that share a process: real engines and replicas, nothing around them. */
export interface DesksProcess {
  readonly pid: number;
  /** One of them creates a party of this name; resolves when it is in its own replica. */
  create(name: string): Promise<void>;
  /** Every sight of a party called `T<time>` by a desk that did not make it: ms since that time. Forgets them. */
  delays(): Promise<readonly number[]>;
  stop(): Promise<void>;
}

export interface DesksOptions {
  readonly url: string;
  readonly session: LoginReply;
  readonly desks: number;
  /** A session for each of them; left out: they share the one. */
  readonly tokens?: readonly string[];
}

/** What the process is asked, and what it answers each with. */
export type DesksQuestion =
  | { readonly kind: 'create'; readonly name: string }
  | { readonly kind: 'delays' }
  | { readonly kind: 'stop' };
export type DesksAnswer = readonly number[];

export async function startDesksProcess(options: DesksOptions): Promise<DesksProcess> {
  const child = fork(join(import.meta.dirname, 'desks.bench-process.ts'), [JSON.stringify(options)], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  let line: Promise<unknown> = Promise.resolve();
  const ended = once(child, 'exit').then((): DesksAnswer => {
    throw new Error('the desks ended');
  });
  // Whoever waits for an answer hears of it.
  ended.catch(() => undefined);
  const hear = (): Promise<DesksAnswer> =>
    Promise.race([ended, once(child, 'message').then(([answer]) => answer as DesksAnswer)]);
  const ask = (question: DesksQuestion): Promise<DesksAnswer> => {
    const asked = line.then(async () => {
      child.send(question);
      return hear();
    });
    line = asked.catch(() => undefined);
    return asked;
  };
  await hear();
  return {
    pid: child.pid ?? 0,
    create: async (name) => void (await ask({ kind: 'create', name })),
    delays: () => ask({ kind: 'delays' }),
    async stop() {
      const exited = once(child, 'exit');
      child.send({ kind: 'stop' } satisfies DesksQuestion);
      const timer = setTimeout(() => child.kill('SIGKILL'), 20_000);
      await exited;
      clearTimeout(timer);
    },
  };
}
