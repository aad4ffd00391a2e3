import type { DeskStatus } from '#shared/ipc/status.ts';
import type { LinkState } from '../telephony/telephony-source.ts';

/** What the health of the desk is made of, joined for the status bar. */
export function deskStatus(parts: {
  readonly link: LinkState;
  readonly centre: DeskStatus['centre'];
  readonly keyStrength: DeskStatus['keyStrength'];
}): DeskStatus {
  return { pbx: pbxStatus(parts.link), centre: parts.centre, keyStrength: parts.keyStrength };
}

function pbxStatus(link: LinkState): DeskStatus['pbx'] {
  switch (link.stage) {
    case 'off':
      return { state: 'off' };
    case 'connecting':
    case 'login':
    case 'resync':
      return { state: 'connecting' };
    case 'ready':
      return { state: 'ready' };
    case 'waiting':
      return { state: 'waiting', fault: link.cause.code, detail: link.cause.detail, retryAt: link.retryAt };
    case 'refused':
      return { state: 'refused', fault: link.cause.code, detail: link.cause.detail };
  }
}
