import type { ServerFeature, UserLine } from '#server/server-feature.ts';
import { staff as shared } from '#shared/features/staff/feature.ts';
import { staffChange } from '#shared/features/staff/entry.ts';
import { staffCreate } from '#shared/features/staff/staff.ts';

export const staff: ServerFeature = {
  shared,
  usersOfLines: (tx, lines) =>
    tx.query<UserLine & object>(
      `SELECT id AS "userId", line FROM staff, LATERAL (VALUES (extension), (lower(mail))) AS known (line)
       WHERE tenant_id = $1 AND NOT deleted AND line = ANY($2) ORDER BY id, line`,
      [tx.tenantId, lines],
    ),
  async linesOfUser(tx, userId) {
    const rows = await tx.query<{ line: string }>(
      `SELECT line FROM staff, LATERAL (VALUES (extension), (lower(mail))) AS known (line)
       WHERE tenant_id = $1 AND id = $2 AND NOT deleted AND line IS NOT NULL`,
      [tx.tenantId, userId],
    );
    return rows.map(({ line }) => line);
  },
  migrations: new URL('./migrations/', import.meta.url),
  onNewUser: ({ userId, name, shortName, extension, mail }) => [
    { name: staffCreate.name, args: { id: userId, name, shortName, extension, mail } },
  ],
  onRenamedUser: ({ userId, name, shortName }) => [
    { name: staffChange.name, args: { id: userId, name, shortName } },
  ],
};
