import { cpuMs, databaseCpuMs } from '../sync/process-cost.ts';

/** Seconds of a processor; `desks`: both, with whoever measures. undefined where the system does not say it in /proc. */
export interface ProcessorSeconds {
  readonly desks: number;
  readonly node: number | undefined;
  readonly database: number | undefined;
}

/** Tells what was used since it was asked last. */
export async function processorSeconds(
  nodePid: number,
  databaseUrl: string,
): Promise<() => Promise<ProcessorSeconds>> {
  const read = async () => {
    const { user, system } = process.cpuUsage();
    const [node, database] = await Promise.all([cpuMs(nodePid), databaseCpuMs(databaseUrl)]);
    return { desks: (user + system) / 1000, node, database };
  };
  let before = await read();
  const since = (now: number | undefined, then: number | undefined): number | undefined =>
    now === undefined || then === undefined ? undefined : Math.round((now - then) / 10) / 100;
  return async () => {
    const now = await read();
    const used = {
      desks: Math.round((now.desks - before.desks) / 10) / 100,
      node: since(now.node, before.node),
      database: since(now.database, before.database),
    };
    before = now;
    return used;
  };
}
