import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/kernel/app-error.ts';
import { CentreError, readFault } from './faults.ts';
import { passError, receiveError } from './passed-error.ts';

const passed = (error: unknown): Error => receiveError(structuredClone(passError(error)));

describe('an error that has gone from thread to thread', () => {
  it.each([
    new AppError('centre.offline', 'no line', { host: 'a' }),
    new CentreError(503, 'centre.busy', 'later', { status: 503 }, 7_000),
    new CentreError(404, 'snapshot.gone', 'gone'),
    new AppError('centre.certificate-expired', 'old', { host: 'a' }),
  ])('is the error it was: %s', (error) => {
    const after = passed(error);
    expect(after).toBeInstanceOf(error.constructor);
    expect(after).toEqual(error);
    expect(readFault(after)).toEqual(readFault(error));
  });

  it('says what the system called it', () => {
    const full = Object.assign(new Error('no space'), { code: 'ENOSPC' });
    expect(passed(full)).toMatchObject({ message: 'no space', code: 'ENOSPC' });
    expect(passed(new Error('plain'))).not.toHaveProperty('code');
    expect(passed('thrown').message).toBe('thrown');
  });
});
