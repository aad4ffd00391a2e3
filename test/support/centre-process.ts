import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { testKeyFile } from './secret-key-file.ts';
import { until } from './until.ts';

const SCRIPT = fileURLToPath(new URL('../../src/launch/centre.ts', import.meta.url));

/** One run of `npm run centre`. */
export interface CentreRun {
  readonly child: ChildProcess;
  stdout(): string;
  stderr(): string;
  /** The exit code; null: ended by a signal. */
  readonly exited: Promise<number | null>;
}

export interface CentreNode extends CentreRun {
  readonly url: string;
}

export interface CentreProcesses {
  run(args: readonly string[], input?: string): CentreRun;
  /** Runs a subcommand to its end; throws with its output where that is not 0. */
  done(args: readonly string[], input?: string): Promise<string>;
  /** A node that answers, on a free port unless `args` say otherwise. */
  serve(args?: readonly string[]): Promise<CentreNode>;
  /** Kills what still runs. */
  killAll(): Promise<void>;
}

/** @param env beside this process's own, from which nothing of a centre is taken over */
export function centreProcesses(env: Readonly<Record<string, string>>): CentreProcesses {
  const running = new Set<CentreRun>();
  const own = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(?:CENTRE_|DATABASE_URL|LISTEN_DATABASE_URL)/.test(name),
    ),
  );

  function run(args: readonly string[], input = ''): CentreRun {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', SCRIPT, ...args], {
      env: { ...own, LOG_LEVEL: 'warn', CENTRE_SECRET_KEYS: testKeyFile(), ...env },
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.stdin.on('error', () => undefined).end(input);
    const exited = once(child, 'close').then(([code]) => code as number | null);
    const started: CentreRun = { child, stdout: () => stdout, stderr: () => stderr, exited };
    running.add(started);
    void exited.then(() => running.delete(started));
    return started;
  }

  return {
    run,
    async done(args, input) {
      const ended = run(args, input);
      const code = await ended.exited;
      if (code !== 0)
        throw new Error(`${args.join(' ')} ended with ${code}: ${ended.stdout()}${ended.stderr()}`);
      return ended.stdout();
    },
    async serve(args = []) {
      const node = run(args.includes('--port') ? args : ['--port', '0', ...args]);
      const found = (): string | undefined => /https?:\/\/\S+/.exec(node.stdout())?.[0];
      await until(() => found() !== undefined || node.child.exitCode !== null);
      const url = found();
      if (url === undefined) throw new Error(`the node did not start: ${node.stdout()}${node.stderr()}`);
      return { ...node, url };
    },
    async killAll() {
      const left = [...running];
      for (const { child } of left) child.kill('SIGKILL');
      await Promise.all(left.map(({ exited }) => exited));
    },
  };
}
