import type { Service } from '#shared/kernel/service.ts';

/** One Ctrl-C may arrive twice, from the terminal and from the process that started this one. */
const SAME_SIGNAL_MS = 1_000;

/**
 * Runs a service until Ctrl-C, SIGTERM, or the end of the process that started it (told over its IPC channel), then
 * stops it in order. Who asks again later does not want to wait: the process ends at once.
 */
export async function untilStopped(service: Service): Promise<void> {
  const stopped = new Promise<void>((resolve) => {
    let askedAt: number | undefined;
    const ask = (): void => {
      askedAt ??= performance.now();
      if (performance.now() - askedAt > SAME_SIGNAL_MS) process.exit(130);
      resolve();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, ask);
    process.once('disconnect', resolve);
  });
  await stopped;
  await service.stop();
  if (process.connected) process.disconnect();
}
