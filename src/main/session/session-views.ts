import type { Must } from '#shared/auth/protocol.ts';
import type { Session } from '#shared/ipc/core-contracts.ts';
import type { CommandSession } from '../commands/command-runner.ts';
import type { StoredSession } from './stored-session.ts';

export function toCommandSession({ tenantId, userId, roles, scopeId }: StoredSession): CommandSession {
  return { actor: { tenantId, userId, roles }, scopeId };
}

/** For the page: without the token. */
export function toSession({
  tenantName,
  demo,
  userId,
  userName,
  roles,
  must,
  policy,
}: StoredSession): Session {
  const outstanding: readonly Must[] = must ?? [];
  const hidden = policy?.hidden ?? [];
  const reads = policy?.reads ?? [];
  return {
    tenantName,
    demo,
    userId,
    userName,
    roles,
    ...(outstanding.length > 0 && { must: outstanding }),
    ...(hidden.length > 0 && { hidden }),
    ...(reads.length > 0 && { reads }),
    ...(policy?.fileMb !== undefined && { fileMb: policy.fileMb }),
  };
}
