import { AppError } from '#shared/kernel/app-error.ts';
import type { ErrorParams } from '#shared/kernel/app-error.ts';

/** An answer other than 2xx; `code` as in AppError. */
export class Refusal extends AppError {
  readonly status: number;

  constructor(status: number, code: string, message: string, params: ErrorParams = {}) {
    super(code, message, params);
    this.status = status;
  }
}

export function refusal(status: number, code: string, message: string, params?: ErrorParams): Refusal {
  return new Refusal(status, code, message, params);
}
