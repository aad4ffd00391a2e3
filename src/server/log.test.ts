import { DatabaseError } from 'pg';
import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/kernel/app-error.ts';
import { createServerLog, describeError } from './log.ts';

const SECRET = 'Hannelore Probst';

function logged(error: unknown): string {
  let text = '';
  createServerLog('trace', { write: (line) => (text += line) }).error({ err: error }, 'failed');
  return text;
}

function thrownBy(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

describe('the log', () => {
  it.each([
    [
      'a database error',
      Object.assign(new DatabaseError(`bad value: "${SECRET}"`, 9, 'error'), {
        code: '22P02',
        detail: `Key (name)=(${SECRET}) exists`,
        where: SECRET,
        table: 'party',
      }),
    ],
    ['broken JSON', thrownBy(() => JSON.parse(SECRET))],
    ['a bug', thrownBy(() => (null as unknown as Record<string, string>)[SECRET])],
    ['a cause', new AppError('centre.offline', 'away', {}, { cause: new Error(SECRET) })],
    ['many lines', new Error(`first\n${SECRET}`)],
    ['no error at all', SECRET],
    ['an own property', Object.assign(new Error('x'), { body: SECRET })],
  ])('says nothing of the contents of %s', (_what, error) => {
    expect(logged(error)).not.toContain(SECRET);
    expect(logged(error)).toContain('"failed"');
  });

  it('tells what an operator needs: code, place, stack, cause', () => {
    const failure = Object.assign(new DatabaseError('x', 1, 'error'), { code: '23505', table: 'party' });
    expect(
      describeError(new AppError('row.refused', 'the database refuses these values', {}, { cause: failure })),
    ).toEqual({
      type: 'AppError',
      code: 'row.refused',
      message: 'the database refuses these values',
      cause: { type: 'error', code: '23505', table: 'party', frames: expect.any(Array) },
    });
    const refused = Object.assign(new Error('connect ECONNREFUSED'), {
      code: 'ECONNREFUSED',
      syscall: 'connect',
    });
    expect(describeError(refused).message).toBe('connect ECONNREFUSED');
  });

  it('ends with a chain of causes that has no end', () => {
    const ring = new Error('ring');
    ring.cause = ring;
    expect(JSON.stringify(describeError(ring)).length).toBeLessThan(20_000);
  });
});
