import PouchDB from 'pouchdb';

/* PORT FOLDER BATCH: replicates everything into an empty database. Says {rows, ms}. */
const [port, folder, batch] = process.argv.slice(2);
const local = new PouchDB(folder);
const begin = performance.now();
const { docs_written: rows } = await local.replicate.from(`http://127.0.0.1:${port}/crm`, {
  batch_size: Number(batch),
  batches_limit: 10,
});
process.send({ rows, ms: performance.now() - begin }, () => process.exit(0));
