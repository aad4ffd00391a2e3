import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { composeCentre } from './compose.ts';
import { memoryKeys } from './secrets/keys.ts';

describe('a node', () => {
  it.each(['0.0.0.0', '::', '192.168.1.5', 'centre.example'])(
    'does not speak plain HTTP on %s',
    async (host) => {
      const log = pino({ level: 'silent' });
      const centre = composeCentre({
        databaseUrl: 'postgres://127.0.0.1:1/none',
        secretKeys: memoryKeys(),
        host,
        port: 0,
        log,
      });
      await expect(centre.start()).rejects.toMatchObject({ code: 'centre.plaintext', params: { host } });
      await centre.stop();
    },
  );
});
