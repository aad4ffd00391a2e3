import { AppError, messageOf } from '#shared/kernel/app-error.ts';
import type { ErrorParams } from '#shared/kernel/app-error.ts';
import { CentreError } from './faults.ts';

/** An error on its way between threads, which keep no classes and of errors no more than the message. */
export type PassedError =
  | { readonly kind: 'other'; readonly message: string; readonly code?: string }
  | {
      readonly kind: 'app';
      readonly code: string;
      readonly message: string;
      readonly params: ErrorParams;
      /** A refusal of the centre's. */
      readonly refusal?: { readonly status: number; readonly retryAfterMs: number | undefined };
    };

export function passError(error: unknown): PassedError {
  const message = messageOf(error);
  if (!(error instanceof AppError)) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
    return { kind: 'other', message, ...(code !== undefined && { code }) };
  }
  const { code, params } = error;
  const refusal = error instanceof CentreError && {
    refusal: { status: error.status, retryAfterMs: error.retryAfterMs },
  };
  return { kind: 'app', code, message, params, ...refusal };
}

/** The error it was on the other side. */
export function receiveError(passed: PassedError): Error {
  const { message, code } = passed;
  if (passed.kind === 'other') {
    const error = new Error(message);
    return code === undefined ? error : Object.assign(error, { code });
  }
  const { params, refusal } = passed;
  return refusal
    ? new CentreError(refusal.status, passed.code, message, params, refusal.retryAfterMs)
    : new AppError(passed.code, message, params);
}
