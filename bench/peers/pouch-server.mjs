import { mkdirSync } from 'node:fs';
import express from 'express';
import expressPouch from 'express-pouchdb';
import PouchDB from 'pouchdb';

/* ROWS FOLDER: a CouchDB-like server with so many documents, on loopback. Says {port} when it is filled. */
const rows = Number(process.argv[2]);
const folder = `${process.argv[3]}/`;
const BATCH = 1_000;

mkdirSync(folder, { recursive: true });
const Pouch = PouchDB.defaults({ prefix: folder });
const app = express();
app.use(
  '/',
  expressPouch(Pouch, { mode: 'minimumForPouchDB', inMemoryConfig: true, logPath: `${folder}log.txt` }),
);
const database = new Pouch('crm');
for (let from = 0; from < rows; from += BATCH) {
  const length = Math.min(BATCH, rows - from);
  await database.bulkDocs(Array.from({ length }, (_, index) => party(from + index)));
}
const server = app.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));

function party(index) {
  const name = `Kundin ${index}`;
  return {
    _id: `00000000-0000-7000-8000-${index.toString(16).padStart(12, '0')}`,
    kind: 'person',
    status: 'customer',
    name,
    sort_name: name,
    customer_no: `K-${index}`,
    street: 'Hauptstraße 1',
    postal_code: '50999',
    city: 'Lindental',
    note: '',
  };
}
