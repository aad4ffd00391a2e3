import { AppError, messageOf } from '#shared/kernel/app-error.ts';
import type { CentreFault } from './centre-state.ts';
import { certificateFaultOf } from './certificate-fault.ts';

/** The centre's own refusal of a request. `status` is HTTP's. */
export class CentreError extends AppError {
  readonly status: number;
  /** How long the centre asks to be left alone, ms. */
  readonly retryAfterMs: number | undefined;

  constructor(
    status: number,
    code: string,
    message: string,
    params: AppError['params'] = {},
    retryAfterMs?: number,
  ) {
    super(code, message, params);
    this.status = status;
    this.retryAfterMs = retryAfterMs;
  }
}

export interface FaultReading {
  readonly fault: CentreFault;
  readonly detail: string;
  /** Trying again cannot help before somebody acts. */
  readonly final: boolean;
  /** The centre has asked to be left alone for so long. */
  readonly retryAfterMs?: number | undefined;
}

export function readFault(error: unknown): FaultReading {
  const { fault, final } = classify(error);
  const retryAfterMs = error instanceof CentreError ? error.retryAfterMs : undefined;
  return { fault, final, detail: messageOf(error), retryAfterMs };
}

function classify(error: unknown): Omit<FaultReading, 'detail'> {
  if (error instanceof CentreError) {
    if (error.status === 401) return { fault: 'sign-in', final: true };
    if (error.status === 403) return { fault: 'forbidden', final: true };
    return { fault: 'server', final: false };
  }
  const code = error instanceof AppError ? error.code : '';
  const certificate = certificateFaultOf(code);
  // A certificate may be renewed at any time.
  if (certificate) return { fault: `certificate-${certificate}`, final: false };
  switch (code) {
    case 'centre.offline':
      return { fault: 'unreachable', final: false };
    case 'centre.bad-reply':
    case 'sync.bad-row':
      return { fault: 'bad-reply', final: false };
    case 'replica.disk-full':
    case 'replica.disk-error':
    case 'replica.damaged':
      return { fault: 'disk', final: false };
    case 'replica.other-tenant':
      return { fault: 'other-tenant', final: true };
    case 'replica.unsent-work':
      return { fault: 'unsent-work', final: true };
    default:
      return { fault: 'internal', final: false };
  }
}
