import type { Session } from 'electron';
import { isAppUrl } from './app-origin.ts';

/** Notifications, and the microphone that a softphone needs. Electron itself grants everything. */
const granted: ReadonlySet<string> = new Set(['notifications', 'media']);

type PermissionSession = Pick<Session, 'setPermissionRequestHandler' | 'setPermissionCheckHandler'>;

/** What both kinds of Electron's details have in common, as far as it decides anything. */
export interface PermissionDetails {
  readonly isMainFrame: boolean;
  readonly mediaType?: string;
  readonly mediaTypes?: readonly string[];
}

const audioOnly = ({ mediaType, mediaTypes = [] }: PermissionDetails): boolean =>
  mediaType !== 'video' && !mediaTypes.includes('video');

/** Whether the page at `address` may use `permission`: the app's own top frame only, and of media only sound. */
export function mayUse(permission: string, address: string, details: PermissionDetails): boolean {
  return (
    granted.has(permission) &&
    details.isMainFrame &&
    isAppUrl(address) &&
    (permission !== 'media' || audioOnly(details))
  );
}

/**
 * Denies every permission but those of `mayUse`, for requests (a prompt) *and* for checks (a silent query):
 * with only one handler set, the other answers "granted".
 */
export function restrictPermissions(session: PermissionSession): void {
  session.setPermissionRequestHandler((_contents, permission, callback, details) => {
    callback(mayUse(permission, details.requestingUrl, details));
  });
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin, details) =>
    mayUse(permission, details.requestingUrl ?? requestingOrigin, details),
  );
}
