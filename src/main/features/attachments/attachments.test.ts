import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { attachmentRemove } from '#shared/features/attachments/commands.ts';
import type { AttachmentView } from '#shared/features/attachments/contract.ts';
import { attachmentTable } from '#shared/features/attachments/model.ts';
import { CHUNK_BYTES } from '#shared/features/attachments/transfer.ts';
import { MB } from '#shared/files/file-limit.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import { idOf } from '#test/support/memory-rows.ts';
import { openDeskReplica, SESSION } from '#test/support/desk-replica.ts';
import type { DeskReplica, RunningFeatures } from '#test/support/desk-replica.ts';
import { until } from '#test/support/until.ts';
import { createTidy } from './tidy.ts';
import { Downloads } from './downloads.ts';
import { Intake } from './intake.ts';
import { Transfers } from './transfers.ts';

const partyId = idOf(2);
const subject = { type: 'interaction' as const, id: idOf(1) };
let desk: DeskReplica;
let running: RunningFeatures;

beforeEach(async () => {
  desk = openDeskReplica();
  desk.addParty(partyId, 'Erika Brandt');
  running = await desk.start('attachments');
});
afterEach(async () => {
  await running.stop();
  desk.close();
});

const record = (id = subject.id): void =>
  desk.host.runNamed('interaction.record', {
    ...{ id, type: 'letter', direction: 'in', partyId, occurredAt: 500, outcome: null, body: 'Widerspruch' },
  });

/** As the window sends it. */
function attach(name: string, contents: Buffer, to = subject): string {
  const { id } = running.ask('attachments.begin', {
    ...{ subject: to, fileName: name, mediaType: 'application/pdf', bytes: contents.length },
  }) as { id: string };
  for (let at = 0; at < contents.length; at += CHUNK_BYTES)
    running.ask('attachments.piece', {
      ...{ id, base64: contents.subarray(at, at + CHUNK_BYTES).toString('base64') },
    });
  return (running.ask('attachments.end', { id }) as { id: string }).id;
}
const files = (of = subject): readonly AttachmentView[] =>
  running.ask('attachments.of', { subject: of }) as readonly AttachmentView[];
const count = (table: string): number =>
  desk.replica.db.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? -1;
const code = (expected: string): unknown => expect.objectContaining({ code: expected });
const LONG = Buffer.alloc(2 * CHUNK_BYTES + 17, 'Brief');

/** What the pages of the centre do to a row. */
const acknowledge = (): void =>
  desk.replica.transact(({ db, touch }) => {
    db.prepare(`UPDATE attachment SET ver = 7`).run();
    db.prepare('DELETE FROM outbox').run();
    db.prepare("UPDATE sync_state SET epoch = 'one'").run();
    touch('outbox');
    touch('attachment');
  });

describe('a file on this desk', () => {
  it('is attached without the centre, and given to the person as it came', async () => {
    record();
    const id = attach('../Scan\u202e.pdf', LONG);
    expect(files()).toMatchObject([
      { id, fileName: 'Scan.pdf', bytes: LONG.length, isHere: true, state: 'waiting', mayOpen: true },
    ]);
    await running.ask('attachments.handOver', { id, how: 'open' });
    expect(desk.handedOver).toMatchObject([{ name: 'Scan.pdf', mediaType: 'application/pdf', how: 'open' }]);
    expect(Buffer.compare(Buffer.from(desk.handedOver[0]?.bytes ?? []), LONG)).toBe(0);
    expect(desk.host.countFiles('interaction', [subject.id, idOf(77)])).toEqual(new Map([[subject.id, 1]]));
  });

  it('is refused where it is empty, too large, there already, or not what was announced', () => {
    record();
    const begin = (bytes: number) =>
      running.ask('attachments.begin', { subject, fileName: 'a.pdf', mediaType: '', bytes }) as {
        id: string;
      };
    expect(() => begin(0)).toThrow(code('attachment.empty'));
    expect(() => begin(20 * MB + 1)).toThrow(
      expect.objectContaining({ code: 'attachment.too-large', params: { mb: 21, most: 20 } }),
    );
    desk.signIn({ ...SESSION, fileMb: 30 });
    expect(() => begin(30 * MB + 1)).toThrow(
      expect.objectContaining({ code: 'attachment.too-large', params: { mb: 31, most: 30 } }),
    );
    running.ask('attachments.drop', begin(30 * MB));
    desk.signIn(SESSION);
    attach('Brief.pdf', LONG);
    expect(() => attach('Brief noch einmal.pdf', LONG)).toThrow(
      expect.objectContaining({ code: 'attachment.twice', params: { name: 'Brief.pdf' } }),
    );
    const { id } = begin(10);
    expect(() => running.ask('attachments.end', { id })).toThrow(code('attachment.interrupted'));
    const longer = begin(3);
    expect(() => running.ask('attachments.piece', { id: longer.id, base64: 'AAAAAAAA' })).toThrow(
      code('attachment.interrupted'),
    );
    expect(files()).toHaveLength(1);
    expect(count('attachment_blob')).toBe(1);
  });

  it('of a kind in which something may run is saved, not opened', async () => {
    record();
    const id = attach('Makro.docm', LONG);
    await expect(running.ask('attachments.handOver', { id, how: 'open' })).rejects.toEqual(
      code('attachment.not-openable'),
    );
    await running.ask('attachments.handOver', { id, how: 'save' });
    expect(desk.handedOver).toMatchObject([{ name: 'Makro.docm', mediaType: 'application/octet-stream' }]);
  });

  it('waits for an entry that is being typed, and belongs to it once it is kept, after a restart as well', async () => {
    const id = attach('Brief.pdf', LONG);
    expect(files()).toMatchObject([{ id, state: 'draft', isHere: true }]);
    expect(count('attachment')).toBe(0);
    await running.stop();
    record();
    running = await desk.start('attachments');
    expect(files()).toMatchObject([{ id, state: 'waiting' }]);
    expect(count('attachment_draft')).toBe(0);

    const other = { ...subject, id: idOf(3) };
    attach('Foto.png', Buffer.from('png'), other);
    record(other.id);
    await until(() => count('attachment') === 2);
    expect(files(other)).toMatchObject([{ fileName: 'Foto.png', state: 'waiting' }]);
  });

  it('is gone with an entry that is thrown away, and with one that is taken back', async () => {
    attach('Brief.pdf', LONG);
    running.ask('attachments.forget', { subject });
    expect(files()).toEqual([]);
    await until(() => count('attachment_piece') === 0);
    record();
    attach('Brief.pdf', LONG);
    desk.host.runNamed('interaction.withdraw', { id: subject.id });
    expect(files()).toEqual([]);
  });

  it('left half way by its window is gone with the next start', async () => {
    record();
    const { id } = running.ask('attachments.begin', {
      ...{ subject, fileName: 'a.pdf', mediaType: '', bytes: LONG.length },
    }) as { id: string };
    const base64 = LONG.subarray(0, CHUNK_BYTES).toString('base64');
    running.ask('attachments.piece', { id, base64 });
    expect(count('attachment_piece')).toBe(1);
    await running.stop();
    running = await desk.start('attachments');
    expect([count('attachment_blob'), count('attachment_piece')]).toEqual([0, 0]);
    expect(() => running.ask('attachments.piece', { id, base64 })).toThrow(code('attachment.interrupted'));
  });
});

describe('the upload', () => {
  /** Chunks the centre has; the first request of each kind fails as often as it is told. */
  function centre({ failures = 0 } = {}): { readonly chunks: Map<number, Buffer>; readonly asked: string[] } {
    const chunks = new Map<number, Buffer>();
    const asked: string[] = [];
    let left = failures;
    desk.centre = async (path, body) => {
      const { no, base64 } = body as { no?: number; base64?: string };
      asked.push(`${path.split('/').at(-1)} ${no ?? ''}`.trim());
      if (path.endsWith('/upload')) return { missing: [0, 1, 2].filter((each) => !chunks.has(each)) };
      if (no === 1 && left > 0) {
        left -= 1;
        throw new AppError('centre.offline', 'cut');
      }
      chunks.set(no ?? -1, Buffer.from(base64 ?? '', 'base64'));
      return { isWhole: chunks.size === 3 };
    };
    return { chunks, asked };
  }

  it('waits until the centre has decided the command', async () => {
    const { asked } = centre();
    record();
    attach('Brief.pdf', LONG);
    await running.stop();
    running = await desk.start('attachments');
    expect(asked).toEqual([]);
    acknowledge();
    await until(() => files()[0]?.state === 'sent');
    expect(asked).toEqual(['upload', 'chunk 0', 'chunk 1', 'chunk 2']);
  });

  it('goes on where it was cut off, and never sends a chunk twice', async () => {
    const { chunks, asked } = centre({ failures: 1 });
    record();
    attach('Brief.pdf', LONG);
    acknowledge();
    await until(() => asked.length === 3);
    expect(files()).toMatchObject([{ state: 'waiting', isHere: true }]);
    // The line is back: nobody waits for the rest of the pause.
    await until(() => {
      desk.tellStatus();
      return files()[0]?.state === 'sent';
    });
    expect(asked).toEqual(['upload', 'chunk 0', 'chunk 1', 'upload', 'chunk 1', 'chunk 2']);
    expect(Buffer.compare(Buffer.concat([0, 1, 2].map((no) => chunks.get(no) ?? Buffer.of())), LONG)).toBe(0);
  });

  it('of one that never gets through does not keep the others waiting', async () => {
    const sent: string[] = [];
    record();
    const stuck = attach('Eins.pdf', Buffer.from('eins'));
    const other = attach('Zwei.pdf', Buffer.from('zwei'));
    desk.centre = async (path, body) => {
      const { id } = body as { id: string };
      if (id === stuck) throw new AppError('internal', 'a fault of the centre');
      sent.push(id);
      return path.endsWith('/upload') ? { missing: [0] } : { isWhole: true };
    };
    acknowledge();
    await until(() => {
      desk.tellStatus();
      return files().some(({ id, state }) => id === other && state === 'sent');
    });
    expect(sent).toEqual([other, other]);
    expect(files().find(({ id }) => id === stuck)).toMatchObject({ state: 'waiting' });
  });

  it('is made up for where the centre was set back to a backup', async () => {
    const { asked, chunks } = centre();
    record();
    attach('Brief.pdf', LONG);
    acknowledge();
    await until(() => files()[0]?.state === 'sent');
    asked.length = 0;
    chunks.clear();
    desk.replica.transact(({ db, touch }) => {
      db.prepare("UPDATE sync_state SET epoch = 'two'").run();
      touch('attachment');
    });
    await until(() => chunks.size === 3);
    expect(asked[0]).toBe('upload');
  });

  it('ends where the centre knows no such attachment, and nothing of it stays here', async () => {
    record();
    const id = attach('Brief.pdf', LONG);
    acknowledge();
    desk.centre = () => Promise.reject(new AppError('attachment.gone', 'gone'));
    desk.run(attachmentRemove, { id });
    acknowledge();
    await running.stop();
    running = await desk.start('attachments');
    await until(() => count('attachment_upload') === 0 && count('attachment_piece') === 0);
  });

  it('is made by a colleague who sits here next and sees the row, and given up by nobody but who added it', async () => {
    record();
    const id = attach('Brief.pdf', LONG);
    acknowledge();
    desk.signIn({ ...SESSION, userId: idOf(98) });
    let refusals = 0;
    desk.centre = () => {
      refusals += 1;
      return Promise.reject(new AppError('attachment.gone', 'not for this person'));
    };
    await running.stop();
    running = await desk.start('attachments');
    await until(() => refusals === 1);
    await new Promise(setImmediate);
    expect(count('attachment_upload')).toBe(1);
    const { asked } = centre();
    await running.stop();
    running = await desk.start('attachments');
    await until(() => count('attachment_upload') === 0);
    expect(asked).toContain('chunk 2');
    expect(files()).toMatchObject([{ id, state: 'sent' }]);
  });
});

describe('contents that are not here', () => {
  const sha256 = createHash('sha256').update(LONG).digest('hex');
  const id = idOf(10);
  /** As a page of the centre brings it. */
  function pulled(digest = sha256, bytes = LONG.length, as = id): void {
    const names = ['id', 'scope_id', 'ver', ...attachmentTable.columnNames];
    const row = {
      ...{ id: as, scope_id: 'scope', ver: 3, subject_type: 'interaction', subject_id: subject.id, bytes },
      ...{ file_name: `${as}.pdf`, media_type: 'application/pdf', sha256: digest, added_by: idOf(98) },
      added_at: 5,
    };
    desk.replica.transact(({ db, touch }) => {
      db.prepare(`INSERT INTO attachment (${names.join()}) VALUES (${names.map((n) => `@${n}`).join()})`).run(
        row,
      );
      db.prepare("UPDATE sync_state SET epoch = 'one'").run();
      touch('attachment');
    });
  }
  const answer = (contents: Buffer) => async (_path: string, body: unknown) => {
    const { no } = body as { no: number };
    return { base64: contents.subarray(no * CHUNK_BYTES, (no + 1) * CHUNK_BYTES).toString('base64') };
  };

  it('are said not to be, and fetched once for all who ask', async () => {
    record();
    pulled();
    expect(files()).toMatchObject([{ isHere: false, state: 'sent' }]);
    await expect(running.ask('attachments.handOver', { id, how: 'open' })).rejects.toEqual(
      code('attachment.not-here'),
    );
    await expect(running.ask('attachments.fetch', { id })).rejects.toThrow('no centre');
    let asked = 0;
    const whole = answer(LONG);
    desk.centre = (path, body) => {
      asked += 1;
      return whole(path, body);
    };
    await Promise.all([running.ask('attachments.fetch', { id }), running.ask('attachments.fetch', { id })]);
    expect(asked).toBe(3);
    await running.ask('attachments.handOver', { id, how: 'open' });
    expect(Buffer.compare(Buffer.from(desk.handedOver[0]?.bytes ?? []), LONG)).toBe(0);
  });

  it('go on where they were stopped', async () => {
    record();
    pulled();
    const asked: number[] = [];
    const whole = answer(LONG);
    desk.centre = (path, body) => {
      asked.push((body as { no: number }).no);
      if (asked.length === 2) running.ask('attachments.stop', { id });
      return whole(path, body);
    };
    await expect(running.ask('attachments.fetch', { id })).rejects.toEqual(code('attachment.stopped'));
    await running.ask('attachments.fetch', { id });
    expect(asked).toEqual([0, 1, 1, 2]);
    expect(files()).toMatchObject([{ isHere: true, transfer: null }]);
  });

  it('are not taken where they are another file, or of another length', async () => {
    record();
    pulled();
    desk.centre = answer(Buffer.alloc(LONG.length, 'anders'));
    await expect(running.ask('attachments.fetch', { id })).rejects.toEqual(code('centre.bad-reply'));
    expect(count('attachment_piece')).toBe(0);
    desk.centre = answer(LONG.subarray(0, 100));
    await expect(running.ask('attachments.fetch', { id })).rejects.toEqual(code('centre.bad-reply'));
    expect(files()).toMatchObject([{ isHere: false }]);
  });

  it('make room, the longest unused first, and never those that the centre has not', async () => {
    record();
    const texts = ['eins', 'zwei', 'drei'].map((word) => Buffer.alloc(1_000, word));
    for (const [n, text] of texts.entries()) {
      desk.now = 1_000 + n;
      pulled(createHash('sha256').update(text).digest('hex'), text.length, idOf(20 + n));
      desk.centre = answer(text);
      await running.ask('attachments.fetch', { id: idOf(20 + n) });
    }
    // Looked at again: now it is the second that was not for longest.
    desk.now = 2_000;
    await running.ask('attachments.handOver', { id: idOf(20), how: 'save' });
    const own = attach('Eigene.pdf', Buffer.alloc(5_000, 'eigene'));
    const transfers = new Transfers(desk.host);
    const deps = { intake: new Intake(desk.host), downloads: new Downloads(desk.host, transfers) };
    const tidy = createTidy(desk.host, { ...deps, most: 2_000 });
    await tidy.start();
    await tidy.stop();
    const here = new Map(files().map((file) => [file.id, file.isHere]));
    expect([20, 21, 22].map((n) => here.get(idOf(n)))).toEqual([true, false, true]);
    expect(here.get(own)).toBe(true);
  });
});
