import type { Store, Tx } from '#server/store/store.ts';

export interface Tenant {
  readonly tenantId: string;
  readonly name: string;
  readonly demo: boolean;
  readonly defaultScopeId: string;
}

/** By what people type at sign-in, in whatever case. */
export async function findTenant(store: Store, typed: string): Promise<Tenant | undefined> {
  const slug = typed.trim().toLowerCase();
  return store.withSlug(slug, async (tx) => {
    const [tenant] = await tx.query<Tenant & object>(
      `SELECT tenant_id AS "tenantId", name, demo, default_scope_id AS "defaultScopeId" FROM tenant WHERE slug = $1`,
      [slug],
    );
    return tenant;
  });
}

export interface NewTenant {
  readonly slug: string;
  readonly name: string;
  readonly demo: boolean;
  readonly defaultScopeId: string;
  readonly now: number;
}

export async function insertTenant(
  tx: Tx,
  { slug, name, demo, defaultScopeId, now }: NewTenant,
): Promise<void> {
  await tx.query(
    `INSERT INTO tenant (tenant_id, slug, name, demo, default_scope_id, created_at) VALUES ($1, $2, $3, $4, $5, $6)`,
    [tx.tenantId, slug, name, demo, defaultScopeId, now],
  );
}
