import { AppError } from '#shared/kernel/app-error.ts';

/** The centre has no such attachment (any more), or none for this person: there is nobody to send it to. */
export const isGone = (error: unknown): boolean =>
  error instanceof AppError && error.code === 'attachment.gone';

/** To send it again would change nothing. */
export const isRefused = (error: unknown): boolean =>
  error instanceof AppError && error.code.startsWith('attachment.');
