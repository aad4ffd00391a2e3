import { runOn } from '#test/support/postgres.ts';

export interface Seeded {
  /** Parties, their numbers, and for every tenth a ticket and a contact. */
  readonly rows: number;
}

/** The rows of bench/lib/load-replica.ts, written on the centre as if one command each had made them. */
export async function seedCentre(
  databaseUrl: string,
  tenantId: string,
  scopeId: string,
  parties: number,
): Promise<Seeded> {
  const tenth = Math.ceil(parties / 10);
  const rows = 2 * parties + 2 * tenth;
  const id = (index: string): string => `'00000000-0000-7000-8000-' || lpad(to_hex(${index}), 12, '0')`;
  const common = 'tenant_id, id, scope_id, ver';
  const values = (index: string, ver: string): string =>
    `'${tenantId}', ${id(index)}, '${scopeId}', base + ${ver}`;
  const digits = "'999' || lpad(n::text, 9, '0')";
  const series = (count: number): string =>
    `FROM generate_series(0, ${count - 1}) AS n, (SELECT ver AS base FROM tenant_clock WHERE tenant_id = '${tenantId}') AS clock`;
  const log = (table: string): string =>
    `INSERT INTO change_log (tenant_id, ver, tbl, pk, op, scope_before, scope_after)
     SELECT tenant_id, ver, '${table}', id, 'insert', NULL, scope_id FROM ${table}
     WHERE tenant_id = '${tenantId}' AND ver > (SELECT ver FROM tenant_clock WHERE tenant_id = '${tenantId}')`;
  const statements = [
    `INSERT INTO party (${common}, kind, status, name, sort_name, customer_no, street, postal_code, city, note)
     SELECT ${values('n', '1 + n * 2')}, 'person', 'customer', 'Kundin ' || n, 'Kundin ' || n, 'K-' || n,
            'Hauptstraße 1', '50999', 'Lindental', '' ${series(parties)}`,
    `INSERT INTO contact_point (${common}, party_id, kind, label, raw, digits)
     SELECT ${values('n', '2 + n * 2')}, ${id('n')}, 'phone', 'privat', '+' || ${digits}, ${digits} ${series(parties)}`,
    `INSERT INTO ticket (${common}, number, title, kind, state, party_id, owner_id, opened_by, opened_at)
     SELECT ${values('n * 10', `${2 * parties} + 1 + n`)}, '26-' || n * 10, 'Gerät tauschen', 'support', 'open',
            ${id('n * 10')}, 'u', 'u', 1 ${series(tenth)}`,
    `INSERT INTO interaction (${common}, type, direction, party_id, staff_id, occurred_at, answered_at, ended_at,
                              end_reason, outcome, body)
     SELECT ${values('n * 10', `${2 * parties + tenth} + 1 + n`)}, 'call', 'in', ${id('n * 10')}, 'u', 1, 1, 2,
            'completed', 'resolved', 'Adresse berichtigt.' ${series(tenth)}`,
    ...['party', 'contact_point', 'ticket', 'interaction'].map(log),
    `UPDATE tenant_clock SET ver = ver + ${rows} WHERE tenant_id = '${tenantId}'`,
    'ANALYZE',
  ];
  for (const statement of statements) await runOn(databaseUrl, statement);
  return { rows };
}
