import { Zero } from '@rocicorp/zero';
import { queries, schema } from './zero-schema.mjs';

/* PORT: fills an empty client, in memory, with everything. Says {rows, ms}. */
globalThis.location ??= { href: 'http://localhost/', origin: 'http://localhost', protocol: 'http:' };
const zero = new Zero({
  server: `http://127.0.0.1:${process.argv[2]}`,
  userID: 'bench',
  schema,
  kvStore: 'mem',
  logLevel: 'error',
  storageKey: `bench${Math.random()}`,
});
const begin = performance.now();
await zero.preload(queries.all(), { ttl: 'none' }).complete;
const ms = performance.now() - begin;
const { length: rows } = await zero.run(queries.all(), { type: 'unknown' });
process.send({ rows, ms }, () => process.exit(0));
