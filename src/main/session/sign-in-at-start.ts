import { AppError } from '#shared/kernel/app-error.ts';
import type { DeskOptions } from '../options.ts';
import { secretIn } from '../secret-in.ts';
import type { SessionService } from './session-service.ts';

/** Signs in whom this run was told, where nobody is. @throws {AppError} `options.bad`; as SessionService.signIn */
export async function signInAtStart(
  asked: DeskOptions['signIn'],
  {
    session,
    centre,
  }: { readonly session: Pick<SessionService, 'current' | 'signIn'>; readonly centre: () => string | null },
): Promise<void> {
  if (!asked || session.current()) return;
  const { tenant, login, passwordFile } = asked;
  const at = centre();
  if (at === null) throw new AppError('options.bad', '--sign-in needs --centre');
  await session.signIn({ centre: at, tenant, login, password: await secretIn(passwordFile) });
}
