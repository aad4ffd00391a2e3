import type { HouseLine } from '#shared/features/lines/contract.ts';
import { lineKeysOf } from '#shared/features/lines/line-key.ts';
import type { DialProfile } from '#shared/phone/dial-profile.ts';
import type { ReadableDb } from '../../replica/db.ts';

export function houseLines(db: ReadableDb): readonly HouseLine[] {
  return db.prepare<[], HouseLine>('SELECT id, line, name, greeting FROM house_line ORDER BY line, id').all();
}

/** The queue goes before the number: behind one number may be several queues, and the greeting is the queue's. */
export function lineOfCall(
  db: ReadableDb,
  { queue, dialled }: { readonly queue?: string | undefined; readonly dialled?: string | undefined },
  profile: DialProfile,
): HouseLine | null {
  const find = db.prepare<[string], HouseLine>(
    'SELECT id, line, name, greeting FROM house_line WHERE line = ? ORDER BY id LIMIT 1',
  );
  for (const told of [queue, dialled]) {
    for (const key of told === undefined ? [] : lineKeysOf(told, profile)) {
      const line = find.get(key);
      if (line) return line;
    }
  }
  return null;
}
