import type { Tx } from '#server/store/store.ts';
import { ForbiddenError } from '#shared/commands/command.ts';

/** What is written down. Codes only: no contents, no search terms, no names. */
export type AuditEvent =
  | 'login'
  | 'login.refused'
  | 'login.paused'
  | 'login.code-refused'
  | 'logout'
  | 'access.denied'
  | 'command.denied'
  | 'password.changed'
  | 'password.set'
  | 'second-factor.on'
  | 'second-factor.off'
  | 'recovery-code.used'
  | 'device.revoked'
  | 'account.created'
  | 'account.disabled'
  | 'account.enabled'
  | 'account.scopes'
  | 'account.linked'
  | 'account.roles'
  | 'account.renamed'
  | 'policy-paper.published'
  | 'policy-paper.accepted'
  | 'setting.changed'
  | 'person.erased'
  | 'person.exported'
  | 'reading-log.read'
  | 'provider.changed'
  | 'block.ended'
  | 'api-token.created'
  | 'api-token.rotated'
  | 'api-token.revoked'
  | 'webhook-out.created'
  | 'webhook-out.rotated'
  | 'webhook-out.removed'
  | 'secrets.rotated'
  | 'secrets.dropped'
  | 'audit.pruned';

/** In `actor`: somebody at the centre's own command line. */
export const OPERATOR = 'operator';

export interface AuditEntry {
  readonly what: AuditEvent;
  readonly at: number;
  /** A user id or {@link OPERATOR}; null: nobody known, e.g. a wrong password. */
  readonly actor: string | null;
  /** Whom or what it concerned: a user id, a session's id, a setting's or command's name, a path. */
  readonly subject?: string;
  readonly address?: string;
}

export interface AuditLine {
  readonly what: AuditEvent;
  readonly at: number;
  readonly actor: string | null;
  readonly subject: string | null;
  readonly address: string | null;
}

const MAX_TEXT = 200;

export async function writeAudit(tx: Tx, { what, at, actor, subject, address }: AuditEntry): Promise<void> {
  await tx.query(
    `INSERT INTO audit_log (tenant_id, id, at, what, actor, subject, address)
     VALUES ($1, gen_random_uuid()::text, $2, $3, $4, $5, $6)`,
    [tx.tenantId, at, what, actor, subject?.slice(0, MAX_TEXT) ?? null, address ?? null],
  );
}

/** A decided command, where it was refused because of who sent it: who, which one, when; nothing of what is in it. */
export async function auditDenied(
  tx: Tx,
  refused: unknown,
  { name, actor, at }: { readonly name: string; readonly actor: string; readonly at: number },
): Promise<void> {
  if (refused instanceof ForbiddenError)
    await writeAudit(tx, { what: 'command.denied', at, actor, subject: name });
}

/** Newest first. */
export async function readAudit(
  tx: Tx,
  { limit }: { readonly limit: number },
): Promise<readonly AuditLine[]> {
  return tx.query<AuditLine & object>(
    `SELECT what, at, actor, subject, address FROM audit_log WHERE tenant_id = $1 ORDER BY at DESC, id LIMIT $2`,
    [tx.tenantId, limit],
  );
}

/**
 * Deletes what is older; only as the owner of the tables, not under the app role.
 * @returns how many
 */
export async function pruneAudit(tx: Tx, before: number, now: number): Promise<number> {
  const gone = await tx.query(
    'WITH gone AS (DELETE FROM audit_log WHERE tenant_id = $1 AND at < $2 RETURNING 1) SELECT * FROM gone',
    [tx.tenantId, before],
  );
  await writeAudit(tx, { what: 'audit.pruned', at: now, actor: OPERATOR, subject: String(gone.length) });
  return gone.length;
}
