import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { identify, parsePostmasterPid } from './postmaster-pid.ts';

const FULL = '4711\n/srv/pgdata\n1790000000\n43085\n\n127.0.0.1\n  1234567   98304\nready   \n';

describe('parsePostmasterPid', () => {
  it('reads what a ready server wrote', () => {
    expect(parsePostmasterPid(FULL)).toEqual({ pid: 4711, port: 43085, status: 'ready' });
  });

  it('reads the negated id of a stand-alone backend', () => {
    expect(parsePostmasterPid('-4711\n/srv/pgdata\n')).toEqual({
      pid: 4711,
      port: undefined,
      status: undefined,
    });
  });

  it('never invents a process id from a file cut short', () => {
    for (let length = 0; length <= FULL.length; length += 1) {
      const parsed = parsePostmasterPid(FULL.slice(0, length));
      expect(parsed === undefined || '4711'.startsWith(String(parsed.pid))).toBe(true);
    }
  });

  it('takes any text without throwing, and gives positive ids only', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[-\d\n ]*$/)), (text) => {
        expect(parsePostmasterPid(text)?.pid ?? 1).toBeGreaterThan(0);
      }),
    );
  });
});

describe('identify', () => {
  it('tells a living process that is no PostgreSQL of this folder', async () => {
    expect(await identify(process.pid, process.cwd())).toBe(
      process.platform === 'linux' ? 'other' : 'unknown',
    );
  });

  it('tells a process that is gone', async () => {
    expect(await identify(0x3fffffff, '/')).toBe('gone');
  });
});
