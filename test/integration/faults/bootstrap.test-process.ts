import type { SyncNet } from '#main/sync/net.ts';
import { openSyncedDesk } from '#test/support/bootstrap-desk.ts';
import type { SyncedDeskOptions } from '#test/support/bootstrap-desk.ts';
import { person } from '../centre/test-desk.ts';

/*
 * A desk that is filled from a snapshot, to be killed: says on standard output how far it is. Arguments: the folder, the
 * key of the replica (hex), the centre's address, the session (JSON), after how many bytes it stops and waits to be
 * killed (0: it does not, and fetches in a thread of its own as desks do), and the name of a customer to type in before
 * the first contact ('': none).
 */

const [folder = '', key = '', url = '', session = '{}', most = '0', customer = ''] = process.argv.slice(2);
const say = (what: object): void => void process.stdout.write(`${JSON.stringify(what)}\n`);
const stopAt = Number(most);

function watched(net: SyncNet): SyncNet {
  const { snapshots } = net;
  const fetchInto = snapshots?.fetchInto?.bind(snapshots);
  if (!snapshots || !fetchInto) throw new Error('no snapshots');
  return {
    ...net,
    snapshots: {
      offer: (request, signal) => snapshots.offer(request, signal),
      async *fetch(id, range, signal) {
        say({ at: 'fetching', from: range.from, bytes: range.bytes });
        let here = range.from;
        for await (const chunk of snapshots.fetch(id, range, signal)) {
          yield chunk;
          here += chunk.byteLength;
          if (stopAt > 0 && here >= stopAt) {
            say({ at: 'waiting' });
            await new Promise(() => setInterval(() => undefined, 60_000));
          }
        }
        say({ at: 'fetched' });
      },
      ...(stopAt === 0 && {
        async fetchInto(id, into, onBytes, signal) {
          say({ at: 'fetching', from: into.from, bytes: into.bytes });
          const fetched = await fetchInto(id, into, onBytes, signal);
          say({ at: 'fetched' });
          return fetched;
        },
      }),
    },
  };
}

const desk = openSyncedDesk({
  url,
  session: JSON.parse(session) as SyncedDeskOptions['session'],
  home: { folder, key: Buffer.from(key, 'hex'), remove: () => undefined },
  through: watched,
});
if (customer !== '') desk.runner.run('party.create', person(customer));
say({ at: 'open', integrity: desk.rows('PRAGMA integrity_check')[0]?.['integrity_check'] });
await desk.sync();
const [counts] = desk.rows(
  'SELECT (SELECT count(*) FROM party) AS parties, (SELECT count(*) FROM outbox) AS outbox, (SELECT count(*) FROM shadow) AS shadows',
);
const wasFilled = desk.log.lines.includes('info filled from a snapshot');
await desk.close();
say({ at: 'synced', wasFilled, ...counts });
process.exit(0);
