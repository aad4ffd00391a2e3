import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { composeCentre } from './compose.ts';
import { readCentreFlags } from './index.ts';

describe('the flags of the centre', () => {
  it("have defaults: loopback, and an embedded database in the person's data folder", () => {
    expect(readCentreFlags([], { XDG_DATA_HOME: '/data' })).toEqual({
      host: '127.0.0.1',
      port: 4700,
      database: { dataDir: '/data/rufblatt/centre' },
    });
  });

  it('take DATABASE_URL, which --data overrules', () => {
    const env = { DATABASE_URL: 'postgres://db/rufblatt' };
    expect(readCentreFlags(['--port', '0'], env)).toMatchObject({
      port: 0,
      database: { url: env.DATABASE_URL },
    });
    expect(readCentreFlags(['--data', '/elsewhere'], env).database).toEqual({ dataDir: '/elsewhere' });
  });

  it.each([['--port', 'x'], ['--port', '70000'], ['--port', '-1'], ['--unknown'], ['stray']])(
    'refuse %s %s',
    (...args) => {
      expect(() => readCentreFlags(args, {})).toThrow();
    },
  );
});

describe('a node', () => {
  it.each(['0.0.0.0', '::', '192.168.1.5', 'centre.example'])(
    'does not speak plain HTTP on %s',
    async (host) => {
      const log = pino({ level: 'silent' });
      const centre = composeCentre({ databaseUrl: 'postgres://127.0.0.1:1/none', host, port: 0, log });
      await expect(centre.start()).rejects.toMatchObject({ code: 'centre.plaintext', params: { host } });
      await centre.stop();
    },
  );
});
