import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDeskReplica } from '#test/support/desk-replica.ts';
import type { DeskReplica, RunningFeatures } from '#test/support/desk-replica.ts';

describe('the webhooks of the centre', () => {
  let desk: DeskReplica;
  let running: RunningFeatures;
  const asked: unknown[] = [];
  beforeEach(async () => {
    desk = openDeskReplica();
    running = await desk.start('cti-webhook');
    asked.length = 0;
    desk.centre = async (path, body) => {
      asked.push([path, body]);
      if (path.endsWith('/list')) return { webhooks: [], lines: [], people: [] };
      return path.endsWith('/create') ? { id: 'x', path: '/api/cti/webhook/t', signingKey: null } : {};
    };
  });
  afterEach(async () => {
    await running.stop();
    desk.close();
  });

  it('are asked for at the centre, and nothing of them is kept', async () => {
    expect(await running.ask('cti-webhook.list')).toEqual({ webhooks: [], lines: [], people: [] });
    expect(await running.ask('cti-webhook.create', { name: 'sipgate', signed: false })).toEqual({
      id: 'x',
      url: '/api/cti/webhook/t',
      signingKey: null,
    });
    await running.ask('cti-webhook.disable', { id: 'x', disabled: true });
    expect(asked).toEqual([
      ['/api/cti/admin/list', {}],
      ['/api/cti/admin/create', { name: 'sipgate', signed: false }],
      ['/api/cti/admin/disable', { id: 'x', disabled: true }],
    ]);
  });
});
