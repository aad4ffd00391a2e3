import type { Service } from '#shared/kernel/service.ts';

/**
 * Runs a service until Ctrl-C, SIGTERM, or the end of the process that started it (told over its IPC channel), then
 * stops it in order. A second Ctrl-C does not wait any longer.
 */
export async function untilStopped(service: Service): Promise<void> {
  const stopped = new Promise<void>((resolve) => {
    let asked = false;
    const ask = (): void => {
      if (asked) process.exit(130);
      asked = true;
      resolve();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, ask);
    process.once('disconnect', resolve);
  });
  await stopped;
  await service.stop();
  if (process.connected) process.disconnect();
}
