import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/**
 * A centre that is another machine: a process between desk and centre first hears the centre's answers, then gives
 * the same, byte for byte, from memory. What is left beside the desk is what a network card would bring.
 */
export interface Recorder {
  readonly url: string;
  readonly pid: number;
  /**
   * `era`: the same question is answered otherwise when the centre has changed meanwhile. Resolves when it holds.
   */
  hear(era: string): Promise<void>;
  /** From here on without the centre, where it was heard to answer in this era. */
  replay(era: string): Promise<void>;
  /** Resolves when something was asked in a replay that the centre had to answer after all. */
  readonly untilUnheard: () => Promise<void>;
  /** How many of these there were. */
  unheard(): number;
  stop(): Promise<void>;
}

/** What its process is told. */
export interface RecorderWord {
  readonly era: string;
  readonly isReplaying: boolean;
}

type FromRecorder = { readonly kind: 'ready'; readonly url: string } | { readonly kind: 'done' | 'unheard' };

export async function startRecorder(centreUrl: string): Promise<Recorder> {
  const child = fork(join(import.meta.dirname, 'recorder.bench-process.ts'), [centreUrl], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  const ended = once(child, 'exit').then((): never => {
    throw new Error('the recorder ended');
  });
  ended.catch(() => undefined);
  let unheard = 0;
  child.on('message', ({ kind }: FromRecorder) => (unheard += kind === 'unheard' ? 1 : 0));
  const word = <K extends FromRecorder['kind']>(kind: K): Promise<Extract<FromRecorder, { kind: K }>> =>
    Promise.race([
      ended,
      new Promise<Extract<FromRecorder, { kind: K }>>((resolve) => {
        const hear = (said: FromRecorder): void => {
          if (said.kind !== kind) return;
          child.off('message', hear);
          resolve(said as Extract<FromRecorder, { kind: K }>);
        };
        child.on('message', hear);
      }),
    ]);
  const tell = async (told: RecorderWord): Promise<void> => {
    const done = word('done');
    child.send(told);
    await done;
  };
  const { url } = await word('ready');
  return {
    url,
    pid: child.pid ?? 0,
    hear: (era) => tell({ era, isReplaying: false }),
    replay: (era) => tell({ era, isReplaying: true }),
    untilUnheard: async () => void (await word('unheard')),
    unheard: () => unheard,
    async stop() {
      const exited = once(child, 'exit');
      child.disconnect();
      await exited;
    },
  };
}
