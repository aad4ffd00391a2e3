import { DatabaseError } from 'pg';
import { describe, expect, it } from 'vitest';
import { markConnectionFailure, sqlFailure } from './sql-failure.ts';

function failed(code: string): DatabaseError {
  return Object.assign(new DatabaseError('failed', 6, 'error'), { code });
}

describe('sqlFailure', () => {
  it.each([
    ['40001', 'retry'],
    ['40P01', 'retry'],
    ['08006', 'unavailable'],
    ['53100', 'unavailable'],
    ['55P03', 'unavailable'],
    ['57P01', 'unavailable'],
    ['XX001', 'unavailable'],
    ['23505', 'refused'],
    ['22021', 'refused'],
    ['42P01', 'bug'],
    ['42501', 'bug'],
    ['25P02', 'bug'],
  ])('%s: %s', (code, failure) => {
    expect(sqlFailure(failed(code))).toBe(failure);
  });

  it("tells the driver's own errors from those of other code", () => {
    expect(sqlFailure(markConnectionFailure(new Error('Connection terminated unexpectedly')))).toBe(
      'unavailable',
    );
    expect(sqlFailure(markConnectionFailure(failed('23505')))).toBe('refused');
    expect(sqlFailure(new TypeError('x is not a function'))).toBeUndefined();
  });
});
