import { z } from 'zod';
import { loginReply } from '#shared/sync/protocol.ts';
import type { LoginReply } from '#shared/sync/protocol.ts';

/** A session as the desk keeps it, its token included. */
export const storedSession = loginReply.extend({ centre: z.url() });
export type StoredSession = z.infer<typeof storedSession>;

/** Nothing comes before the work. */
export const isFinished = ({ must }: Pick<StoredSession, 'must'>): boolean => (must ?? []).length === 0;

/** Whether two people's replicas are known to be the same; an older centre says nothing of it. */
export function seesTheSame(one: LoginReply, other: LoginReply): boolean {
  const sight = one.policy?.sight;
  return one.tenantId === other.tenantId && sight !== undefined && sight === other.policy?.sight;
}
