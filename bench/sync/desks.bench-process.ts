import { randomBytes } from 'node:crypto';
import { createNewId } from '#shared/kernel/ids.ts';
import { deskHome, openSyncedDesk } from '#test/support/bootstrap-desk.ts';
import type { SyncedDesk } from '#test/support/bootstrap-desk.ts';
import type { DesksAnswer, DesksOptions, DesksQuestion } from './desks-process.ts';

const { url, session, desks: count, tokens } = JSON.parse(process.argv[2] ?? '') as DesksOptions;
const now = (): number => performance.timeOrigin + performance.now();
const newId = createNewId({ now: Date.now }, (length) => randomBytes(length));
const say = (answer: DesksAnswer): void => void process.send?.(answer);
const LATEST = 'SELECT id, name FROM party ORDER BY rowid DESC LIMIT 20';

const PERSON = {
  kind: 'person',
  status: 'customer',
  customerNo: null,
  street: null,
  postalCode: null,
  city: null,
  note: '',
  contacts: [],
};

const homes = Array.from({ length: count }, () => deskHome());
const own = new Set<string>();
let delays: number[] = [];

function watch(desk: SyncedDesk): void {
  const seen = new Set<string>();
  desk.replica.onChanged((tables) => {
    if (!tables.includes('party')) return;
    for (const { id, name } of desk.rows(LATEST)) {
      const key = String(id);
      if (seen.has(key)) continue;
      seen.add(key);
      const [, at] = /^T(\d+(?:\.\d+)?)$/.exec(String(name)) ?? [];
      if (at !== undefined && !(desk === desks[0] && own.has(key))) delays.push(now() - Number(at));
    }
  });
}

const desks = homes.map((home, index) =>
  openSyncedDesk({ url, session: { ...session, token: tokens?.[index] ?? session.token }, home }),
);
for (const desk of desks) {
  watch(desk);
  await desk.sync();
}
const [first] = desks;

process.on('message', (question: DesksQuestion) => {
  void (async () => {
    if (question.kind === 'create') {
      const id = newId();
      own.add(id);
      // The moment of the deed, wherever the name says none.
      const name = question.name === '' ? `T${now()}` : question.name;
      first?.runner.run('party.create', { ...PERSON, id, name, sortName: name });
      return say([]);
    }
    if (question.kind === 'delays') {
      const found = delays;
      delays = [];
      return say(found);
    }
    for (const desk of desks) await desk.close();
    for (const home of homes) home.remove();
    process.exit(0);
  })();
});
say([]);
