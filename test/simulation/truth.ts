import type { Table, Value } from '#shared/rows/table.ts';

/** What a row was at a version of its tenant; `row` null: deleted. `row` has every column, without `ver`. */
export interface Version {
  readonly ver: number;
  readonly scope: string;
  readonly row: string | null;
}

/**
 * Everything the centre ever committed, by epoch and tenant: what the desks are held against. A restored centre begins
 * a new epoch with what its backup had.
 */
export interface Truth {
  /** Versions of each `table/id` at commits, oldest first. */
  versions(epoch: string, tenant: string): ReadonlyMap<string, readonly Version[]>;
  /** Tags of the commands decided in this epoch or before its beginning, with what became of them. */
  outcomes(epoch: string): ReadonlyMap<string, string>;
  head(epoch: string, tenant: string): number;
  append(epoch: string, tenant: string, key: string, version: Version): void;
  advance(epoch: string, tenant: string, ver: number): void;
  decide(epoch: string, tag: string, outcome: string): void;
  /** Begins `epoch` as `from` was at these heads, with these commands decided. */
  branch(from: string, epoch: string, heads: ReadonlyMap<string, number>, decided: ReadonlySet<string>): void;
}

interface Branch {
  readonly tenants: Map<string, Map<string, Version[]>>;
  readonly heads: Map<string, number>;
  readonly outcomes: Map<string, string>;
}

export function createTruth(): Truth {
  const branches = new Map<string, Branch>();
  const branchOf = (epoch: string): Branch => {
    const found = branches.get(epoch) ?? { tenants: new Map(), heads: new Map(), outcomes: new Map() };
    branches.set(epoch, found);
    return found;
  };
  const rowsOf = (epoch: string, tenant: string): Map<string, Version[]> => {
    const { tenants } = branchOf(epoch);
    const found = tenants.get(tenant) ?? new Map<string, Version[]>();
    tenants.set(tenant, found);
    return found;
  };
  return {
    versions: rowsOf,
    outcomes: (epoch) => branchOf(epoch).outcomes,
    head: (epoch, tenant) => branchOf(epoch).heads.get(tenant) ?? 0,
    append(epoch, tenant, key, version) {
      const rows = rowsOf(epoch, tenant);
      const versions = rows.get(key) ?? [];
      versions.push(version);
      rows.set(key, versions);
    },
    advance: (epoch, tenant, ver) => void branchOf(epoch).heads.set(tenant, ver),
    decide: (epoch, tag, outcome) => void branchOf(epoch).outcomes.set(tag, outcome),
    branch(from, epoch, heads, decided) {
      const old = branchOf(from);
      const next = branchOf(epoch);
      for (const [tenant, rows] of old.tenants) {
        const head = heads.get(tenant) ?? 0;
        next.heads.set(tenant, head);
        for (const [key, versions] of rows) {
          const kept = versions.filter(({ ver }) => ver <= head);
          if (kept.length > 0) rowsOf(epoch, tenant).set(key, kept);
        }
      }
      for (const [tag, outcome] of old.outcomes) if (decided.has(tag)) next.outcomes.set(tag, outcome);
    },
  };
}

/** The same text for the same row on both sides; `values` as commands see them. */
export function canonicalRow(table: Table, values: Readonly<Record<string, Value | undefined>>): string {
  return JSON.stringify([
    values['scope_id'],
    ...table.columnNames.map((name) => sorted(values[name] ?? null)),
  ]);
}

function sorted(value: Value): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
}
