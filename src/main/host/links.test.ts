import { describe, expect, it } from 'vitest';
import { createMemoryDesk } from '#test/support/memory-replica.ts';
import { linksOf } from './links.ts';

const call = { type: 'interaction', id: 'call' };

describe('the links of a thing', () => {
  it('are those that lead away from it, in the order they were made', () => {
    const { raw, replica } = createMemoryDesk();
    const insert = raw.prepare(
      'INSERT INTO link (id, scope_id, ver, from_type, from_id, to_type, to_id) VALUES (?, ?, 0, ?, ?, ?, ?)',
    );
    for (const [id, from, to] of [
      ['l2', call, { type: 'task', id: 'follow-up' }],
      ['l1', call, { type: 'ticket', id: 'ticket' }],
      ['l3', { type: 'task', id: 'call' }, { type: 'ticket', id: 'other' }],
      ['l4', { type: 'ticket', id: 'ticket' }, call],
    ] as const)
      insert.run(id, 'scope', from.type, from.id, to.type, to.id);
    expect(linksOf(replica.db, { from: call })).toEqual([
      { id: 'l1', from: call, to: { type: 'ticket', id: 'ticket' } },
      { id: 'l2', from: call, to: { type: 'task', id: 'follow-up' } },
    ]);
    expect(linksOf(replica.db, { from: { type: 'interaction', id: 'nothing' } })).toEqual([]);
  });
});
