import { z } from 'zod';
import { accountPaths, standingReply } from '#shared/auth/protocol.ts';
import { messageOf } from '#shared/kernel/app-error.ts';
import { paths } from '#shared/sync/protocol.ts';
import type { Log } from '../host/host.ts';
import type { CentreAddress, CentreClient } from '../sync/centre-client.ts';
import type { StoredSession } from './stored-session.ts';

export type ClientOf = (address: CentreAddress) => CentreClient;

/** How things stand with a session. Throws the centre's refusal, as any request. */
export function askStanding(
  client: ClientOf,
  { centre, token }: StoredSession,
  signal: AbortSignal | undefined,
): Promise<z.infer<typeof standingReply>> {
  return client({ url: centre, token }).post(accountPaths.standing, {}, standingReply, signal);
}

/** Never rejects: offline, the session ends by itself on the centre; here it is gone already. */
export async function logOut(client: ClientOf, { centre, token }: StoredSession, log: Log): Promise<void> {
  try {
    await client({ url: centre, token }).post(paths.logout, {}, z.unknown());
  } catch (error) {
    log.info('the centre was not told of the sign-out', { error: messageOf(error) });
  }
}
