import type { App } from 'electron';

export interface QuitPlan {
  /** Everything that must be done before the process may go; runs once, after the windows are closed. */
  readonly stop: () => Promise<void>;
  readonly onError: (error: unknown) => void;
  /** ms `stop` gets; then the process goes anyway (the replica survives a kill, a hanging quit annoys). */
  readonly patience: number;
}

/**
 * Quits in order: windows first (nobody sees a half-stopped host), then `stop`, then the process.
 * @returns whether quitting has begun, for windows that otherwise hide when closed
 */
export function quitInOrder(
  app: Pick<App, 'on' | 'exit'>,
  { stop, onError, patience }: QuitPlan,
): () => boolean {
  let quitting = false;
  let stopping = false;
  app.on('before-quit', () => {
    quitting = true;
  });
  const leave = async (timer: NodeJS.Timeout): Promise<void> => {
    let code = 0;
    try {
      await stop();
    } catch (error) {
      onError(error);
      code = 1;
    }
    clearTimeout(timer);
    app.exit(code);
  };
  app.on('will-quit', (event) => {
    event.preventDefault();
    if (stopping) return;
    stopping = true;
    const timer = setTimeout(() => {
      onError(new Error(`the app did not stop within ${String(patience)} ms`));
      app.exit(1);
    }, patience);
    void leave(timer);
  });
  return () => quitting;
}
