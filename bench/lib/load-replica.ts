import { loadDigits, loadParty } from '#demo/data/load-set.ts';
import { features as mainFeatures } from '#main/features.ts';
import { openReplica } from '#main/replica/open-replica.ts';
import type { Replica } from '#main/replica/replica.ts';
import { features } from '#shared/features.ts';

const BATCH = 20_000;
export const LOAD_SEED = 1;

/** Number `index` of a country code nobody has (+999), so that no load set holds a number somebody could have. */
export const digitsOf = loadDigits;

/** Opens the replica as the desk does, with the schema of all features. */
export function openDeskReplica(file: string, key: Uint8Array): Replica {
  const log = { info() {}, warn() {}, error() {} };
  return openReplica({
    file,
    key,
    log,
    migrations: mainFeatures.flatMap((feature) => feature.migrations),
    tables: features.flatMap((feature) => feature.tables),
    localTables: mainFeatures.flatMap((feature) => feature.localTables ?? []),
  });
}

/**
 * Fills a replica with the load set, and for every tenth party a ticket and a contact. Straight into the tables: what
 * is measured is the desk with that many rows, not how they came.
 */
export function fillReplica(replica: Replica, parties: number, onProgress: (done: number) => void): void {
  for (let from = 0; from < parties; from += BATCH) {
    const to = Math.min(from + BATCH, parties);
    replica.transact(({ db }) => {
      const party = db.prepare(
        `INSERT INTO party (id, scope_id, ver, kind, status, name, sort_name, customer_no, street, postal_code, city, note, first_name, last_name, birth_date)
         VALUES (?, 's', 1, ?, 'customer', ?, ?, ?, ?, ?, ?, '', ?, ?, ?)`,
      );
      const contact = db.prepare(
        `INSERT INTO contact_point (id, scope_id, ver, party_id, kind, label, raw, digits, stem)
         VALUES (?, 's', 1, ?, ?, 'privat', ?, ?, NULL)`,
      );
      const ticket = db.prepare(
        `INSERT INTO ticket (id, scope_id, ver, number, title, kind, state, party_id, owner_id, opened_by, opened_at, due_at, closed_at, result)
         VALUES (?, 's', 1, ?, 'Gerät tauschen', 'support', 'open', ?, 'u', 'u', 1, NULL, NULL, NULL)`,
      );
      const interaction = db.prepare(
        `INSERT INTO interaction (id, scope_id, ver, type, direction, party_id, staff_id, occurred_at, answered_at, ended_at, end_reason, number, queue, call_key, outcome, body)
         VALUES (?, 's', 1, 'call', 'in', ?, 'u', 1, 1, 2, 'completed', NULL, NULL, NULL, 'resolved', 'Adresse berichtigt.')`,
      );
      for (let index = from; index < to; index++) {
        const { id, kind, name, sortName, customerNo, street, postalCode, city, ...rest } = loadParty(
          LOAD_SEED,
          index,
        );
        const { firstName, lastName, birthDate, phone, digits, mail } = rest;
        party.run(
          id,
          kind,
          name,
          sortName,
          customerNo,
          street,
          postalCode,
          city,
          firstName,
          lastName,
          birthDate,
        );
        contact.run(id, id, 'phone', phone, digits);
        if (mail !== null) contact.run(`m${id.slice(1)}`, id, 'mail', mail, null);
        if (index % 10 === 0) {
          ticket.run(id, `26-${index}`, id);
          interaction.run(id, id);
        }
      }
    });
    onProgress(to);
  }
}
