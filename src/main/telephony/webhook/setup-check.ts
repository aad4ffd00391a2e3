import { CENTRE_DOOR_PATH, centreDoor } from '#shared/calls/centre-call.ts';
import type { SetupFinding } from '#shared/calls/setup-finding.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import { createCentreClient } from '../../sync/centre-client.ts';
import type { CentreSession } from './centre-port.ts';

/**
 * Asks the centre whether any post could reach this user.
 * @throws AppError `pbx.not-ready` while nobody is signed in, and as any request to the centre
 */
export async function checkWebhook(session: CentreSession | undefined): Promise<readonly SetupFinding[]> {
  if (!session) throw new AppError('pbx.not-ready', 'nobody is signed in');
  const { addresses, lines } = await createCentreClient(session).post(CENTRE_DOOR_PATH, {}, centreDoor);
  return [
    { item: 'webhook.address', state: addresses > 0 ? 'ok' : 'missing', section: '', line: '' },
    { item: 'webhook.line', state: lines > 0 ? 'ok' : 'missing', section: '', line: '' },
  ];
}
