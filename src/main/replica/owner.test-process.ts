/** A second owner for open-replica.test.ts: opens the replica, writes one row, says so and stays until it is killed. */
import { createRecordedLog } from '#test/support/recorded-log.ts';
import { notebookParts } from '#test/support/memory-replica.ts';
import { openReplica } from './open-replica.ts';

const [file = '', key = ''] = process.argv.slice(2);
const replica = openReplica({
  file,
  key: Buffer.from(key, 'hex'),
  log: createRecordedLog(),
  ...notebookParts,
});
replica.write(['note_draft'], (db) =>
  db.prepare('INSERT INTO note_draft (id, body) VALUES (?, ?)').run('d1', 'kept'),
);
process.stdout.write('ready\n');
setInterval(() => {}, 60_000);
