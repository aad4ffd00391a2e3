import { describe, expect, it } from 'vitest';
import { MAX_PUSH_BYTES, MAX_PUSH_COMMANDS, pushRequest } from '#shared/sync/protocol.ts';
import { createMemoryDesk } from '#test/support/memory-replica.ts';
import type { MemoryDesk } from '#test/support/memory-replica.ts';
import { readSyncState } from '../replica/sync-state.ts';
import { nextPush, NOTHING_TAKEN, settlePush } from './push.ts';

const write = (desk: MemoryDesk, count: number, by = 'me'): void => {
  const start = readSyncState(desk.replica.db).next_mid;
  for (let i = 0; i < count; i++) desk.runner.run('stroke.add', { id: `s${start + i}`, noteId: 'n1', by });
};
const mids = (desk: MemoryDesk, taken = NOTHING_TAKEN) =>
  nextPush(desk, taken)?.commands.map(({ mid }) => mid);

describe('a push', () => {
  it('is nothing when there is nothing', () => {
    const desk = createMemoryDesk();
    expect(nextPush(desk, NOTHING_TAKEN)).toBeUndefined();
  });

  it('carries at most 100 commands, in order, and goes on after what was taken', () => {
    const desk = createMemoryDesk();
    write(desk, 250);
    let taken = NOTHING_TAKEN;
    const sizes: number[] = [];
    for (;;) {
      const request = nextPush(desk, taken);
      if (!request) break;
      expect(pushRequest.parse(request)).toEqual(request);
      sizes.push(request.commands.length);
      const lastMid = request.commands.at(-1)?.mid ?? 0;
      ({ taken } = settlePush(desk, taken, request, { kind: 'taken', lastMid }));
    }
    expect(sizes).toEqual([MAX_PUSH_COMMANDS, MAX_PUSH_COMMANDS, 50]);
    // Only a complete page takes them out of the outbox.
    expect(desk.rows('SELECT count(*) AS n FROM outbox')).toEqual([{ n: 250 }]);
  });

  it('carries at most 256 KB, but always one command', () => {
    const desk = createMemoryDesk();
    write(desk, 3, 'ü'.repeat(60_000));
    expect(mids(desk)).toEqual([1, 2]);
    expect(Buffer.byteLength(JSON.stringify(nextPush(desk, NOTHING_TAKEN)))).toBeLessThan(MAX_PUSH_BYTES);
    write(desk, 1, 'x'.repeat(250_000));
    expect(mids(desk, { client: readSyncState(desk.replica.db).client_id, mid: 3 })).toEqual([4]);
  });

  it('goes back to where the centre waits, or forward', () => {
    const desk = createMemoryDesk();
    write(desk, 5);
    const request = nextPush(desk, { client: readSyncState(desk.replica.db).client_id, mid: 3 });
    if (!request) throw new Error('nothing to push');
    const verdict = settlePush(desk, NOTHING_TAKEN, request, { kind: 'gap', expectedMid: 2 });
    expect(verdict.pullFirst).toBe(false);
    expect(mids(desk, verdict.taken)).toEqual([2, 3, 4, 5]);
    expect(settlePush(desk, NOTHING_TAKEN, request, { kind: 'gap', expectedMid: 9 }).pullFirst).toBe(true);
    expect(settlePush(desk, NOTHING_TAKEN, request, { kind: 'taken', lastMid: 9 }).pullFirst).toBe(true);
    expect(settlePush(desk, NOTHING_TAKEN, request, { kind: 'epoch', epoch: 'e2' })).toEqual({
      taken: NOTHING_TAKEN,
      pullFirst: true,
    });
  });

  it('begins a new line when the centre has lost what it had acknowledged', () => {
    const desk = createMemoryDesk();
    write(desk, 5);
    desk.raw.exec('DELETE FROM outbox WHERE mid <= 3');
    const { client_id } = readSyncState(desk.replica.db);
    const request = nextPush(desk, NOTHING_TAKEN);
    if (!request) throw new Error('nothing to push');
    const { taken } = settlePush(desk, NOTHING_TAKEN, request, { kind: 'gap', expectedMid: 1 });
    expect(mids(desk, taken)).toEqual([1, 2]);
    expect(desk.rows("SELECT mid, args ->> '$.id' AS id FROM outbox ORDER BY mid")).toEqual([
      { mid: 1, id: 's4' },
      { mid: 2, id: 's5' },
    ]);
    expect(readSyncState(desk.replica.db).client_id).not.toBe(client_id);
    expect(readSyncState(desk.replica.db).next_mid).toBe(3);
  });
});
