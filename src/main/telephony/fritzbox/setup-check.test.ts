import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { LinkState } from '../telephony-source.ts';
import { createFritzboxSource } from './fritzbox-source.ts';
import { checkFritzbox } from './setup-check.ts';

const all = { numbers: [], extensions: [] };

describe('the setup check of a FRITZ!Box', () => {
  it.each<[string, LinkState, string]>([
    ['hears the monitor', { stage: 'ready', since: 1 }, 'ok'],
    [
      'cannot tell from a box that is away',
      { stage: 'waiting', retryAt: 1, cause: { code: 'unreachable', detail: 'EHOSTUNREACH' } },
      'unproved',
    ],
    ['cannot tell yet', { stage: 'connecting' }, 'unproved'],
    [
      'knows that something else is there',
      { stage: 'waiting', retryAt: 1, cause: { code: 'not-a-pbx', detail: '' } },
      'missing',
    ],
  ])('%s', (_what, state, monitor) => {
    expect(checkFritzbox(all, state)[0]?.state).toBe(monitor);
  });

  it('names the code for a port where nobody listens', async () => {
    const server = createServer();
    await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    await new Promise((done) => void server.close(done));
    const source = createFritzboxSource({ settings: { host: '127.0.0.1', port, ...all } });
    source.start();
    await expect.poll(() => source.state.stage).toBe('waiting');
    expect(await source.checkSetup?.()).toContainEqual({
      item: 'fritzbox.monitor',
      state: 'missing',
      section: '',
      line: '#96*5*',
    });
    await source.stop();
  });

  it('says whether the agent’s calls are told apart from the box’s', () => {
    const own = { numbers: ['0221 4710'], extensions: ['**610'] };
    const ready: LinkState = { stage: 'ready', since: 1 };
    expect([checkFritzbox(own, ready)[1]?.state, checkFritzbox(all, ready)[1]?.state]).toEqual([
      'ok',
      'unproved',
    ]);
  });
});
