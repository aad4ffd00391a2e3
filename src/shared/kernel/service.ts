/** Something that runs between `start` and `stop`. After `stop` resolves it holds no timer, socket or file. */
export interface Service {
  start(): Promise<void> | void;
  stop(): Promise<void> | void;
}

/** Stops in reverse order and goes on past a failing one, so that nothing is left running; then throws the first. */
export async function stopAll(services: readonly Service[]): Promise<void> {
  const failures: unknown[] = [];
  for (const service of services.toReversed()) {
    try {
      await service.stop();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}
