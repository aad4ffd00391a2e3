import { demoData } from '#demo/data/demo-data.ts';
import type { DemoDataOptions, TenantData } from '#demo/data/demo-data.ts';
import { loadParties } from '#demo/data/load-set.ts';
import type { LoadParty } from '#demo/data/load-set.ts';
import { rowsIn, rowsOf } from '#demo/data/rows-of.ts';
import { accountEntriesOf } from '#demo/data/phone-book.ts';
import { STAFF, staffCommands } from '#demo/data/staff.ts';
import { DEMO_TENANT } from '#demo/data/tenants.ts';
import { contactPointTable, partyTable } from '#shared/features/parties/model.ts';
import type { AnyRow } from '#shared/rows/table.ts';
import { seed as command } from '#demo/data/seed-command.ts';
import { staffCreate } from '#shared/features/staff/staff.ts';

export const FORMATS = ['json', 'jsonl', 'csv', 'match'] as const;
export type Format = (typeof FORMATS)[number];

interface Tenant extends Pick<TenantData, 'slug' | 'name' | 'duplicates' | 'sharedNumbers'> {
  readonly tables: ReadonlyMap<string, readonly AnyRow[]>;
}

/** One party with its numbers, for formats that know no tables. */
interface Customer extends Pick<
  LoadParty,
  'name' | 'kind' | 'customerNo' | 'street' | 'postalCode' | 'city'
> {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly birthDate: string;
  readonly phones: readonly string[];
  readonly mails: readonly string[];
}

/** Together they are the file; each ends with its line break. */
export function* linesOfDemo(options: DemoDataOptions, format: Format): Generator<string> {
  const tenants = demoData(options).map((tenant) => withRows(tenant, options.now));
  if (format === 'json') {
    const document = tenants.map(({ tables, ...tenant }) => ({
      ...tenant,
      tables: Object.fromEntries(tables),
    }));
    yield `${JSON.stringify({ seed: options.seed, now: options.now, tenants: document })}\n`;
  } else if (format === 'jsonl') {
    for (const { slug: tenant, tables } of tenants)
      for (const [table, rows] of tables)
        for (const row of rows) yield `${JSON.stringify({ tenant, table, row })}\n`;
  } else yield* customers(tenants.flatMap(customersOf), format);
}

/** As {@link linesOfDemo}, holding one customer at a time. */
export function* linesOfLoadSet(
  { seed, parties = 0, now }: DemoDataOptions,
  format: Format,
): Generator<string> {
  const all = loadParties(seed, parties);
  if (format === 'json') {
    yield `{"seed":${String(seed)},"now":${String(now)},"parties":[\n`;
    let before = '';
    for (const party of all) {
      yield `${before}${JSON.stringify(party)}`;
      before = ',\n';
    }
    yield '\n]}\n';
  } else if (format === 'jsonl') {
    for (const row of all) yield `${JSON.stringify({ tenant: 'load', table: 'party', row })}\n`;
  } else yield* customers(loadCustomers(all), format);
}

function* loadCustomers(all: Iterable<LoadParty>): Generator<Customer> {
  for (const party of all) {
    const { firstName, lastName, birthDate, phone, mail } = party;
    yield {
      ...party,
      ...{ firstName: firstName ?? '', lastName: lastName ?? '', birthDate: birthDate ?? '' },
      ...{ phones: [phone], mails: mail === null ? [] : [mail] },
    };
  }
}

function* customers(all: Iterable<Customer>, format: 'csv' | 'match'): Generator<string> {
  if (format === 'match') {
    yield '[\n';
    let before = '';
    for (const { id: party, kind, phones: numbers } of all) {
      yield `${before}${JSON.stringify({ party, kind, numbers })}`;
      before = ',\n';
    }
    yield '\n]\n';
    return;
  }
  yield 'Kundennummer;Art;Name;Vorname;Nachname;Geburtsdatum;Straße;PLZ;Ort;Telefon;Telefon 2;E-Mail\n';
  for (const each of all) {
    const { customerNo, kind, name, firstName, lastName, birthDate, street, postalCode, city } = each;
    const [one = '', two = ''] = each.phones;
    const cells = [customerNo, KINDS[kind], name, firstName, lastName, birthDate, street, postalCode, city];
    yield `${[...cells, one, two, each.mails[0] ?? ''].map(quoted).join(';')}\n`;
  }
}

const KINDS = { person: 'Person', organisation: 'Organisation', household: 'Haushalt' } as const;

const quoted = (text: string): string => (/[;"\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

function withRows(
  { slug, name, staff, commands, duplicates, sharedNumbers }: TenantData,
  now: number,
): Tenant {
  const withAccounts =
    slug === DEMO_TENANT.slug
      ? STAFF.map(({ id, login, name: of, shortName, extension }) =>
          command(staffCreate, { id, name: of, shortName, extension, mail: `${login}@${slug}.example` }),
        )
      : [];
  const entries = withAccounts.length === 0 ? [] : accountEntriesOf(slug, DEMO_TENANT.slug);
  const all = [...withAccounts, ...entries, ...staffCommands(staff), ...commands];
  return { slug, name, tables: rowsOf(all, { now, by: STAFF[0].id }), duplicates, sharedNumbers };
}

function customersOf({ tables }: Tenant): Customer[] {
  const contacts = rowsIn(tables, contactPointTable);
  const byParty = Map.groupBy(contacts, ({ party_id }) => party_id);
  return rowsIn(tables, partyTable).map((party) => {
    const own = byParty.get(party.id) ?? [];
    // A range of extensions is one text and several numbers.
    const of = (kind: string) => [
      ...new Set(own.filter((contact) => contact.kind === kind).map(({ raw }) => raw)),
    ];
    const { id, kind, name } = party;
    return {
      ...{ id, kind, name, customerNo: party.customer_no ?? '', street: party.street ?? '' },
      ...{ postalCode: party.postal_code ?? '', city: party.city ?? '', birthDate: party.birth_date ?? '' },
      ...{ firstName: party.first_name ?? '', lastName: party.last_name ?? '' },
      ...{ phones: of('phone'), mails: of('mail') },
    };
  });
}
