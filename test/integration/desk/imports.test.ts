import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import type { ExportPage } from '#main/host/export-list.ts';
import { partyImportTarget } from '#main/features/parties/import-target.ts';
import { de } from '#renderer/features/imports/de.ts';
import { en } from '#renderer/features/imports/en.ts';
import { guessMapping, labelsOf, mapRow } from '#shared/features/imports/mapping.ts';
import { readCsv } from '#shared/features/imports/read/csv.ts';
import { csvLine, encodeText } from '#shared/features/imports/read/write-csv.ts';
import { PIECE_BYTES } from '#shared/features/imports/contract.ts';
import type { ImportJobView, ImportRowView, JobState } from '#shared/features/imports/contract.ts';
import { partyEdit } from '#shared/features/parties/commands.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import { openDeskReplica, SESSION } from '#test/support/desk-replica.ts';
import type { DeskReplica, RunningFeatures } from '#test/support/desk-replica.ts';
import { createImportCentre } from '#test/support/import-centre.ts';
import type { ImportCentre } from '#test/support/import-centre.ts';
import { until } from '#test/support/until.ts';

let desk: DeskReplica;
let centre: ImportCentre;
let running: RunningFeatures;
const started: RunningFeatures[] = [];

const start = async (): Promise<void> => {
  running = await desk.start('imports');
  started.push(running);
};

beforeEach(async () => {
  desk = openDeskReplica({ user: { ...SESSION, roles: ['steward'] } });
  centre = createImportCentre(desk, () => new AppError('centre.offline', 'away'));
  await start();
});
afterEach(async () => {
  for (const features of started.splice(0)) await features.stop();
  desk.close();
});

const view = (id: string): ImportJobView => running.ask('imports.get', { id }) as ImportJobView;
const inState = (id: string, ...states: readonly JobState[]): Promise<unknown> =>
  until(() => states.includes(view(id).state));
const parties = (): readonly Record<string, unknown>[] =>
  desk.replica.db.prepare<[], Record<string, unknown>>('SELECT * FROM party ORDER BY sort_name').all();
const digitsOf = (name: string): readonly unknown[] =>
  desk.replica.db
    .prepare<[string], { digits: string }>(
      `SELECT digits FROM contact_point JOIN party ON party.id = party_id WHERE name = ? ORDER BY digits`,
    )
    .all(name)
    .map(({ digits }) => digits);

function upload(bytes: Uint8Array, fileName = 'kunden.csv'): string {
  const { id } = running.ask('imports.begin', { fileName, bytes: bytes.length, encoding: 'auto' }) as {
    id: string;
  };
  for (let at = 0; at < bytes.length; at += PIECE_BYTES)
    running.ask('imports.piece', {
      id,
      base64: Buffer.from(bytes.subarray(at, at + PIECE_BYTES)).toString('base64'),
    });
  running.ask('imports.end', { id });
  return id;
}

async function checked(bytes: Uint8Array, existing: 'update' | 'leave' = 'update'): Promise<string> {
  const id = upload(bytes);
  await inState(id, 'read', 'stopped');
  expect(view(id).error).toBeNull();
  running.ask('imports.map', { id, mapping: view(id).mapping, existing });
  running.ask('imports.check', { id });
  await inState(id, 'checked');
  return id;
}

async function imported(bytes: Uint8Array): Promise<string> {
  const id = await checked(bytes);
  running.ask('imports.run', { id });
  await inState(id, 'done', 'stopped');
  expect(view(id).error).toBeNull();
  return id;
}

const LATIN = encodeText(
  [
    'Kundennr;Vorname;Nachname;Straße;PLZ;Ort;Telefon;Mobil;E-Mail;Geburtsdatum',
    'K-1;Erika;Brandt;Hauptstraße 1;50999;Köln;0221 4710-612;;erika@brandt.example;31.03.1956',
    "K-2;Jörg;Müller;;;Köln;'+49 221 4710 655;0171 3920012;;",
    '',
    'K-3;;;;;Köln;;;;',
    'K-4;Ali;Demir;;;Köln;unbekannt;;;',
    'K-5;Ute;Sander;;;Köln;;;;30.02.1980',
    'K-1;Erika;Brandt;;;;;;;',
    'K-6;Frank;Brandt;;;Köln;0221 4710-612;;;;zu viel',
  ].join('\r\n'),
  'windows-1252',
);

describe('a file', () => {
  it('of the old spreadsheet, in Latin-1: is understood, checked, taken over', async () => {
    const id = await checked(LATIN);
    expect(view(id)).toMatchObject({
      format: 'csv',
      encoding: 'windows-1252',
      delimiter: ';',
      mapping: [
        ...['customerNo', 'firstName', 'lastName', 'street', 'postalCode', 'city'],
        ...['phone', 'phone', 'mail', 'birthDate'],
      ],
      counts: { new: 2, changed: 0, same: 0, duplicate: 1, faulty: 4 },
    });
    const faulty = running.ask('imports.rows', { id, kinds: ['faulty', 'duplicate'], after: 0, limit: 50 });
    expect((faulty as ImportRowView[]).map(({ line, reason }) => [line, reason])).toEqual([
      [5, 'no-name'],
      [6, 'bad-phone'],
      [7, 'bad-date'],
      [8, 'twice-in-file'],
      [9, 'too-many-cells'],
    ]);
    expect(parties()).toEqual([]);
    running.ask('imports.run', { id });
    await inState(id, 'done');
    expect(
      parties().map(({ name, sort_name, customer_no, birth_date }) => [
        name,
        sort_name,
        customer_no,
        birth_date,
      ]),
    ).toEqual([
      ['Erika Brandt', 'Brandt, Erika', 'K-1', '1956-03-31'],
      ['Jörg Müller', 'Müller, Jörg', 'K-2', null],
    ]);
    expect(digitsOf('Jörg Müller')).toEqual(['491713920012', '492214710655']);
    expect(view(id)).toMatchObject({ state: 'done', applied: 2, conflicts: 0, refused: 0 });
  });

  it('imported again changes nothing, and its columns are remembered', async () => {
    await imported(LATIN);
    const before = parties();
    const id = await checked(LATIN);
    expect(view(id)).toMatchObject({ isRemembered: true, counts: { new: 0, changed: 0, same: 2 } });
    running.ask('imports.run', { id });
    await inState(id, 'done');
    expect(parties()).toEqual(before);
  });

  it('of Excel is read as well, numbers and days in it', async () => {
    const file = await writeExcelFile([
      ['Name', 'PLZ', 'Geburtstag', 'Telefon'],
      ['Kessler GmbH', 68159, null, '0621 3456-0'],
      [
        'Ute Sander',
        '01067',
        { value: new Date(Date.UTC(1980, 1, 29)), type: Date, format: 'dd.mm.yyyy' },
        null,
      ],
    ]).toBuffer();
    await imported(new Uint8Array(file));
    expect(
      parties().map(({ name, kind, postal_code, birth_date }) => [name, kind, postal_code, birth_date]),
    ).toEqual([
      ['Kessler GmbH', 'organisation', '68159', null],
      ['Ute Sander', 'person', '01067', '1980-02-29'],
    ]);
  });

  it('that is no table, or broken, is refused with its cause, and the desk goes on', async () => {
    for (const [bytes, code] of [
      [Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0), 'import.bad-excel'],
      [Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 1), 'import.old-excel'],
      [new TextEncoder().encode('a;b\r\n1;"2\r\n'), 'import.open-quote'],
      [new TextEncoder().encode('\r\n\r\n'), 'import.empty'],
    ] as const) {
      const id = upload(bytes);
      await inState(id, 'stopped');
      expect(view(id).error?.code).toBe(code);
    }
    const begin = (bytes: number) => (): unknown =>
      running.ask('imports.begin', { fileName: 'x', bytes, encoding: 'auto' });
    expect(begin(200 * 2 ** 20 + 1)).toThrow(expect.objectContaining({ code: 'import.too-large' }));
    desk.signIn({ ...SESSION, roles: ['agent'] });
    expect(begin(10)).toThrow(expect.objectContaining({ code: 'access.denied' }));
  });
});

const many = (count: number): Uint8Array =>
  new TextEncoder().encode(
    `Kundennummer;Name;Ort\r\n${Array.from({ length: count }, (_, i) => `M-${i};Kundin ${i};Köln\r\n`).join('')}`,
  );

describe('an import under way', () => {
  it('goes on after a crash from what the centre has, each row once', async () => {
    const id = await checked(many(1_000));
    centre.loseAnswers = 1;
    running.ask('imports.run', { id });
    await until(() => view(id).isWaiting);
    centre.isAway = true;
    await running.stop();
    expect(view(id).state).toBe('running');
    centre.isAway = false;
    await start();
    await inState(id, 'done');
    expect(parties().length).toBe(1_000);
    expect(view(id)).toMatchObject({ applied: 1_000, done: 1_000, total: 1_000 });
  });

  it('waits for the centre, can be stopped, and goes on', async () => {
    centre.isAway = true;
    const id = await checked(many(300));
    running.ask('imports.run', { id });
    await until(() => view(id).isWaiting);
    await running.ask('imports.stop', { id });
    expect(view(id)).toMatchObject({ state: 'stopped', isWaiting: false });
    centre.isAway = false;
    running.ask('imports.resume', { id });
    await inState(id, 'done');
    expect(parties().length).toBe(300);
  });
});

describe('the undo', () => {
  it('gives fields back and takes parties away, but not what was changed or used since', async () => {
    const csv = (text: string): Uint8Array => new TextEncoder().encode(text);
    await imported(csv('Kundennummer;Name;Ort;Telefon\r\nA;Anna Alt;Köln;\r\nB;Bert Bau;Köln;\r\n'));
    const before = parties();
    const id = await imported(
      csv(
        [
          'Kundennummer;Name;Ort;PLZ;Telefon',
          ...['A;Anna Alt;Bonn;53111;0228 123456', 'B;Bert Bau;Bonn;53111;'],
          ...['C;Carla Neu;Bonn;;', 'D;Dora Neu;Bonn;;', 'E;Emil Neu;Bonn;;'],
        ].join('\r\n'),
      ),
    );
    const idOf = (no: string): string => String(parties().find(({ customer_no }) => customer_no === no)?.id);
    desk.run(partyEdit, { id: idOf('B'), patch: { city: 'Aachen' } });
    desk.run(partyEdit, { id: idOf('D'), patch: { city: 'Aachen' } });
    desk.addTicket(desk.host.newId(), 'Gerät tauschen', idOf('E'));
    // A restart between: the memory of an import is kept.
    await running.stop();
    await start();
    running.ask('imports.undo', { id });
    await inState(id, 'undone');
    expect(parties().map(({ customer_no, city, postal_code }) => [customer_no, city, postal_code])).toEqual([
      ['A', 'Köln', null],
      ['B', 'Aachen', null],
      ['D', 'Aachen', null],
      ['E', 'Bonn', null],
    ]);
    expect(parties()[0]).toMatchObject({ ...before[0], ver: expect.any(Number) as number });
    expect(digitsOf('Anna Alt')).toEqual([]);
    expect(view(id).kept).toBe(3);
  });
});

describe('import → export → import', () => {
  const texts = { de: de.column, en: en.column } as const;
  const word = fc
    .stringMatching(/^[A-Za-zäöüßéŁ'=+@-][A-Za-zäöüßéŁ '=+@;",-]{0,18}$/)
    .map((text) => text.trim());
  const phone = fc.constantFrom(
    '0221 4710-612',
    '+49 171 3920012',
    '030 85 610 27-20 bis -22',
    '4711 / 0171 39200 13',
  );
  const row = fc.record({
    name: word.filter((text) => /\p{L}/u.test(text)),
    city: fc.option(word, { nil: '' }),
    note: fc.oneof(fc.constant(''), fc.constant('=1+1'), fc.constant('Zeile\r\nzwei'), word),
    phone: fc.option(phone, { nil: '' }),
    kind: fc.constantFrom('', 'Firma', 'Person', 'Haushalt'),
  });

  it('changes nothing, in German and English, whatever the values', () => {
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 8 }),
        fc.constantFrom('de', 'en'),
        (rows, language) => {
          const fresh = openDeskReplica({ user: { ...SESSION, roles: ['steward'] } });
          try {
            const plan = (): ReturnType<typeof partyImportTarget.planner> =>
              partyImportTarget.planner({
                db: fresh.replica.db,
                newId: fresh.host.newId,
                profile: fresh.host.settings().dialProfile,
                existing: 'update',
              });
            const keys = ['name', 'city', 'note', 'phone', 'kind'] as const;
            const mapped = rows.map((cells) =>
              mapRow(
                keys.map((key) => cells[key]),
                keys,
                labelsOf(keys),
              ),
            );
            const entries = plan()(mapped)
              .filter(({ kind }) => kind === 'new')
              .map(({ entry }) => entry);
            if (entries.length === 0) return;
            fresh.host.runNamed('party.import', { rows: entries });

            const list = fresh.host.exportLists().find(({ name }) => name === 'customers');
            const page = list?.page(fresh.replica.db, { text: '' }, null, 100) as ExportPage | undefined;
            const headers = (list?.columns ?? []).map(
              (column) => (texts[language] as Record<string, string>)[column] ?? '',
            );
            expect(headers).not.toContain('');
            const file = [headers, ...(page?.rows ?? [])].map((cells) => csvLine(cells, ';')).join('');
            const [head, ...read] = [...readCsv(file, ';')].flat();
            const mapping = guessMapping(head?.cells ?? [], [], partyImportTarget.fields);
            const labels = labelsOf(head?.cells ?? []);
            const plans = plan()(read.map(({ cells }) => mapRow(cells, mapping, labels)));
            expect(plans.length).toBe(entries.length);
            for (const made of plans) expect(made).toMatchObject({ kind: 'same' });
          } finally {
            fresh.close();
          }
        },
      ),
      { numRuns: 25 },
    );
  });
});
