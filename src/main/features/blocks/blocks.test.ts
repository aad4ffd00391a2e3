import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { blockLift, blockSet } from '#shared/features/blocks/commands.ts';
import { openDeskReplica } from '#test/support/desk-replica.ts';
import type { DeskReplica } from '#test/support/desk-replica.ts';
import { AGENT, idOf } from '#test/support/memory-rows.ts';
import { blocksOf } from './queries.ts';

const [KEVIN, LEAD] = [idOf(1), idOf(2)];
const lead = { ...AGENT, userId: LEAD, roles: ['lead' as const] };

let desk: DeskReplica;
beforeEach(() => {
  desk = openDeskReplica();
  desk.addParty(KEVIN, 'Kevin Roth');
  desk.addStaff(LEAD, 'Birgit Hoffmann', '20');
});
afterEach(() => desk.close());

describe('the blocks of a party', () => {
  it('are set and lifted on the desk itself, the newest first, with the names of who did it', () => {
    const terms = { partyId: KEVIN, kind: 'house-rules', note: '' } as const;
    desk.run(blockSet, { id: idOf(11), ...terms, since: '2025-01-01', until: '2025-02-01' }, lead);
    desk.run(blockSet, { id: idOf(12), ...terms, since: '2026-01-10', until: null }, lead);
    desk.run(blockLift, { id: idOf(12) }, lead);
    expect(blocksOf(desk.host, { partyId: KEVIN })).toMatchObject([
      { id: idOf(12), until: null, setBy: 'Birgit Hoffmann', liftedBy: 'Birgit Hoffmann' },
      { id: idOf(11), until: '2025-02-01', liftedAt: null, liftedBy: '' },
    ]);
    expect(blocksOf(desk.host, { partyId: idOf(3) })).toEqual([]);
  });
});
