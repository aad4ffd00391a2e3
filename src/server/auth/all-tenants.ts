import type { Store } from '#server/store/store.ts';

/** What the centre's own rounds know of a tenant before they are in it. */
export interface KnownTenant {
  readonly tenantId: string;
  readonly slug: string;
  readonly name: string;
  readonly defaultScopeId: string;
}

/** Under it the list of tenants may be read without being in one; no slug can be so. */
const ALL_TENANTS = '*tenants*';

/** For what the centre does by itself, tenant by tenant. Nothing a request can name leads here. */
export function allTenants(store: Store): Promise<readonly KnownTenant[]> {
  return store.withSlug(ALL_TENANTS, (tx) =>
    tx.query<KnownTenant & object>(
      `SELECT tenant_id AS "tenantId", slug, name, default_scope_id AS "defaultScopeId" FROM tenant ORDER BY slug`,
    ),
  );
}
