import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { startTestDesk } from '#test/integration/desk/test-desk.ts';
import type { TestDesk } from '#test/integration/desk/test-desk.ts';
import { startTestPostgres } from '#test/support/postgres.ts';
import { PIECE_BYTES } from '#shared/features/imports/contract.ts';
import type { ImportJobView, JobState } from '#shared/features/imports/contract.ts';
import { stopAll } from '#shared/kernel/service.ts';
import type { Service } from '#shared/kernel/service.ts';
import { centreAt, centreCommand } from './centre.ts';
import { processorSeconds } from './processor.ts';
import type { ProcessorSeconds } from './processor.ts';
import { spread } from '../lib/stats.ts';
import type { Spread } from '../lib/stats.ts';

export interface ImportResult {
  readonly rows: number;
  /** Seconds of each step, on the desk that imports. */
  readonly seconds: Readonly<Record<'read' | 'check' | 'run', number>>;
  /** Seconds after the last row was at the centre until the other desk has all of them. */
  readonly followSeconds: number;
  /** Seconds of a processor of each step: what other work on the machine does not blur as much. */
  readonly processor: Readonly<Record<'read' | 'check' | 'run' | 'follow', ProcessorSeconds>>;
  /**
   * ms from the moment a look-up was due until it had its answer, on the other desk, which shares the importing desk's
   * process: what either does at a time is in it.
   */
  readonly lookUp: Spread;
}

const EVERY_MS = 20;
const LIMIT_MS = 30 * 60_000;

/** A file of customers through one desk and a real centre, while another desk looks callers up. */
export async function benchImport({
  rows,
  say,
}: {
  readonly rows: number;
  readonly say: (line: string) => void;
}): Promise<ImportResult> {
  const postgres = await startTestPostgres();
  const running: Service[] = [{ start() {}, stop: () => postgres.stop() }];
  try {
    const databaseUrl = await postgres.createDatabase();
    const password = randomBytes(12).toString('hex');
    await centreCommand(databaseUrl, ['create-tenant', '--slug', 'bench', '--name', 'Bench']);
    for (const login of ['birgit', 'nadine']) {
      const user = [
        '--tenant',
        'bench',
        '--login',
        login,
        '--name',
        login,
        '--roles',
        'agent,lead',
        '--final',
      ];
      await centreCommand(databaseUrl, ['create-user', ...user], password);
    }
    const centre = await centreAt(databaseUrl);
    running.push(centre);
    const desk = async (login: string): Promise<TestDesk> => {
      const started = await startTestDesk();
      running.push({ start() {}, stop: () => started.stop() });
      await started.ask('session.signIn', { centre: centre.url, tenant: 'bench', login, password });
      return started;
    };
    const importer = await desk('birgit');
    const other = await desk('nadine');
    say(`the centre and two desks run; ${rows} rows`);

    const look = watch(other, rows);
    // Before the desks, also where the import fails.
    running.push({ start() {}, stop: async () => void (await look.end()) });
    const used = await processorSeconds(centre.pid, databaseUrl);
    const began = performance.now();
    const id = await upload(importer, file(rows));
    await until(importer, id, 'read');
    const read = performance.now();
    const processorRead = await used();
    await importer.ask('imports.check', { id });
    await until(importer, id, 'checked');
    const checked = performance.now();
    const processorCheck = await used();
    await importer.ask('imports.run', { id });
    await until(importer, id, 'done', ({ done, total }) => say(`${done} of ${total}`));
    const ran = performance.now();
    const processorRun = await used();
    await hasLast(other, rows);
    const followed = performance.now();
    const seconds = (from: number, to: number): number => Math.round((to - from) / 10) / 100;
    return {
      rows,
      seconds: { read: seconds(began, read), check: seconds(read, checked), run: seconds(checked, ran) },
      followSeconds: seconds(ran, followed),
      processor: {
        read: processorRead,
        check: processorCheck,
        run: processorRun,
        follow: await used(),
      },
      lookUp: spread(await look.end()),
    };
  } finally {
    await stopAll(running);
  }
}

/** Numbers of a country code nobody has. */
const numberOf = (index: number): string => `+999${String(index).padStart(9, '0')}`;

const SYLLABLES = [
  'bar',
  'dun',
  'fel',
  'gro',
  'hin',
  'jor',
  'kas',
  'lem',
  'mur',
  'nol',
  'pet',
  'rab',
  'sig',
  'tov',
  'wen',
  'zil',
];

/** Names that are no more alike than people's are. */
function wordOf(index: number, syllables: number): string {
  // A multiplier prime to 16^n: neighbours have nothing in common.
  let rest = Math.imul(index + 1, 2_654_435_761) >>> 0;
  let word = '';
  for (let i = 0; i < syllables; i++, rest = Math.floor(rest / SYLLABLES.length))
    word += SYLLABLES[rest % SYLLABLES.length] ?? '';
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function file(rows: number): Uint8Array {
  const lines = Array.from({ length: rows }, (_, i) => {
    const street = `${wordOf(i * 7, 3)}weg ${(i % 80) + 1}`;
    const place = `${10_000 + ((i * 31) % 80_000)};${wordOf(i % 400, 3)}`;
    return `B-${i};${wordOf(i * 3, 2)};${wordOf(i, 5)};${street};${place};${numberOf(i)};k${i}@bench.example`;
  });
  return new TextEncoder().encode(
    ['Kundennummer;Vorname;Nachname;Straße;PLZ;Ort;Telefon;E-Mail', ...lines].join('\r\n'),
  );
}

async function upload(desk: TestDesk, bytes: Uint8Array): Promise<string> {
  const begun = { fileName: 'bench.csv', bytes: bytes.length, encoding: 'auto' };
  const { id } = await desk.ask<{ id: string }>('imports.begin', begun);
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    const piece = bytes.subarray(at, at + PIECE_BYTES);
    await desk.ask('imports.piece', { id, base64: Buffer.from(piece).toString('base64') });
  }
  await desk.ask('imports.end', { id });
  return id;
}

async function until(
  desk: TestDesk,
  id: string,
  state: JobState,
  say: (job: ImportJobView) => void = () => undefined,
): Promise<void> {
  const end = performance.now() + LIMIT_MS;
  for (let told = performance.now(); ;) {
    const job = await desk.ask<ImportJobView>('imports.get', { id });
    if (job.state === state) return;
    if (job.state === 'stopped' || performance.now() > end)
      throw new Error(JSON.stringify(job.error ?? job.state));
    if (performance.now() - told > 10_000) {
      told = performance.now();
      say(job);
    }
    await sleep(100);
  }
}

async function hasLast(desk: TestDesk, rows: number): Promise<void> {
  const end = performance.now() + LIMIT_MS;
  for (;;) {
    const hits = await desk.ask<readonly unknown[]>('parties.search', { text: `B-${rows - 1}`, limit: 1 });
    if (hits.length > 0) return;
    if (performance.now() > end) throw new Error('the rows did not come');
    await sleep(100);
  }
}

/** Looks a caller up again and again, each time when it is due, not when there happens to be time. */
function watch(desk: TestDesk, rows: number): { end(): Promise<readonly number[]> } {
  const took: number[] = [];
  const over = new AbortController();
  const work = (async () => {
    for (
      let due = performance.now() + EVERY_MS, n = 0;
      !over.signal.aborted;
      due = Math.max(due, performance.now()) + EVERY_MS, n++
    ) {
      await sleep(Math.max(0, due - performance.now()));
      await desk.ask('number-rules.test', { raw: numberOf((n * 7919) % rows) });
      took.push(performance.now() - due);
    }
  })();
  return {
    async end() {
      over.abort();
      await work;
      return took;
    },
  };
}
