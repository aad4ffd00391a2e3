import type { Session } from '#shared/ipc/core-contracts.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import type { SessionService } from './session-service.ts';

/** Who is signed in and finished. @throws as SessionService.required */
export function requireSession(session: Pick<SessionService, 'current' | 'required'>): Session {
  const current = session.current();
  if (current) return current;
  session.required();
  throw new AppError('session.none', 'nobody is signed in');
}
