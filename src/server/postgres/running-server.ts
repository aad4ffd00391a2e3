import { realpath } from 'node:fs/promises';
import { Client } from 'pg';
import { SUPERUSER } from './cluster.ts';
import { clusterOf, readSecret } from './home.ts';
import { readPostmasterPid } from './postmaster-pid.ts';

export function superuserUrl(port: number, password: string): string {
  return `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/postgres?sslmode=disable`;
}

/** Whether the server at this address knows our password and runs this very cluster. */
export async function answersForCluster(url: string, cluster: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 3000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
    const folder = rows[0]?.data_directory;
    return folder !== undefined && (await realpath(folder)) === (await realpath(cluster));
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * The address of the server that another process runs for this folder right now: a node at work. It may stop at any
 * time. undefined: none.
 */
export async function findRunningServer(dataDir: string): Promise<string | undefined> {
  const cluster = clusterOf(dataDir);
  const [pid, secret] = await Promise.all([
    readPostmasterPid(cluster).catch(() => undefined),
    readSecret(dataDir).catch(() => undefined),
  ]);
  if (pid?.port === undefined || pid.status !== 'ready' || secret === undefined) return undefined;
  const url = superuserUrl(pid.port, secret);
  return (await answersForCluster(url, cluster)) ? url : undefined;
}
