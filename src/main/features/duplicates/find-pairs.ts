import { keysOf, soundKeysOf } from '#shared/features/duplicates/keys.ts';
import { pairOf } from '#shared/features/duplicates/model.ts';
import { scorePair, WORTH_A_LOOK } from '#shared/features/duplicates/score.ts';
import type { WritableDb } from '../../replica/db.ts';
import { candidatesFor } from './candidates.ts';
import { factsAfter, factsOf } from './facts.ts';
import type { KnownParty } from './facts.ts';

export interface Portion {
  /** How many parties are looked at in one transaction. */
  readonly limit: number;
}

/** Looks at the next ones, changed ones first. @returns how many there were; 0: all is looked at. */
export function lookAtNext(db: WritableDb, { limit }: Portion): number {
  const dirty = db
    .prepare<[number], { party_id: string }>('SELECT party_id FROM duplicate_dirty LIMIT ?')
    .all(limit);
  if (dirty.length > 0) {
    const ids = dirty.map(({ party_id }) => party_id);
    const clean = db.prepare<[string]>('DELETE FROM duplicate_dirty WHERE party_id = ?');
    for (const id of ids) {
      clean.run(id);
      forgetPairs(db, id);
    }
    for (const party of factsOf(db, ids)) lookAt(db, party);
    return dirty.length;
  }
  const next = factsAfter(db, { rowid: reached(db), limit });
  for (const party of next) if (!party.isMerged) lookAt(db, party);
  const last = next.at(-1);
  if (last) db.prepare<[number]>('UPDATE duplicate_walk SET reached = ?').run(last.rowid);
  return next.length;
}

function reached(db: WritableDb): number {
  return db.prepare<[], { reached: number }>('SELECT reached FROM duplicate_walk').get()?.reached ?? 0;
}

function forgetPairs(db: WritableDb, id: string): void {
  db.prepare<[string]>('DELETE FROM duplicate_pair WHERE low_id = ?').run(id);
  db.prepare<[string]>('DELETE FROM duplicate_pair WHERE high_id = ?').run(id);
}

/** Who is looked at later finds those before it: each pair is found from one side at least. */
function lookAt(db: WritableDb, party: KnownParty): void {
  const others = candidatesFor(db, party).filter((id) => id !== party.id);
  const keep = db.prepare<[string, string, number, string]>(
    'INSERT OR REPLACE INTO duplicate_pair (low_id, high_id, score, reasons) VALUES (?, ?, ?, ?)',
  );
  for (const other of factsOf(db, others)) {
    const { score, reasons } = scorePair(party, other);
    if (score >= WORTH_A_LOOK) keep.run(...pairOf(party.id, other.id), score, JSON.stringify(reasons));
  }
  const enter = db.prepare<[number, number]>(
    'INSERT OR IGNORE INTO duplicate_key (key, party) VALUES (?, ?)',
  );
  for (const key of [...keysOf(party), ...soundKeysOf(party)]) enter.run(key, party.rowid);
}
