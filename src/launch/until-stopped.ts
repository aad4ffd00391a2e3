import type { Service } from '#shared/kernel/service.ts';

/** One Ctrl-C may arrive twice, from the terminal and from the process that started this one. */
const SAME_SIGNAL_MS = 1_000;

/**
 * Resolves with the first of these signals, or with the end of the process that started this one (told over its IPC
 * channel). Who asks again later does not want to wait: the process ends at once.
 *
 * Ask for it before the service is announced: whoever reads the announcement may send the signal at once, and a signal
 * that nobody listens for ends the process without its service being stopped.
 */
export function stopAsked(
  signals: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'],
): Promise<void> {
  return new Promise<void>((resolve) => {
    let askedAt: number | undefined;
    const ask = (): void => {
      askedAt ??= performance.now();
      if (performance.now() - askedAt > SAME_SIGNAL_MS) process.exit(130);
      resolve();
    };
    for (const signal of signals) process.on(signal, ask);
    // It may have ended while this one was starting: the event is not told again.
    if (process.send && !process.connected) resolve();
    else process.once('disconnect', resolve);
  });
}

/** Runs a service until it is asked to stop, then stops it in order. */
export async function untilStopped(asked: Promise<void>, service: Service): Promise<void> {
  await asked;
  await service.stop();
  if (process.connected) process.disconnect();
}
