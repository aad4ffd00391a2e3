import type { IncomingInviteRequest } from 'sip.js/lib/core/index.js';
import type { RemoteParty } from '#shared/calls/call-event.ts';
import { partyOf } from './party.ts';

export interface InvitationEvents {
  /** @param invite its Call-ID */
  readonly onInvited: (invite: string, from: RemoteParty) => void;
  /** `elsewhere`: the PBX says that somebody answered. */
  readonly onUninvited: (invite: string, elsewhere: boolean) => void;
}

/** At one time; beyond them the account is busy. */
const mostInvitations = 16;

/**
 * The calls that ring the desk's own account. It rings along and never answers: whoever takes the call takes it at
 * a phone, and the PBX then withdraws the invitation.
 */
export function createInvitations({
  onInvited,
  onUninvited,
}: InvitationEvents): (request: IncomingInviteRequest) => void {
  const open = new Set<string>();
  return (request) => {
    const { callId } = request.message;
    if (open.has(callId) || open.size >= mostInvitations) {
      request.reject({ statusCode: 486 });
      return;
    }
    open.add(callId);
    request.delegate = {
      onCancel(cancel) {
        request.reject({ statusCode: 487 });
        if (open.delete(callId)) onUninvited(callId, cancel.getHeaders('reason').some(isAnsweredElsewhere));
      },
    };
    request.progress({ statusCode: 180 });
    onInvited(callId, callerOf(request));
  };
}

/** RFC 3326. */
function isAnsweredElsewhere(reason: string): boolean {
  return /^\s*SIP\s*(?:;[^;]*)*;\s*cause\s*=\s*200\s*(?:;|$)/i.test(reason);
}

/** From alone: whoever may not be shown is anonymous there, while P-Asserted-Identity may tell the number. */
function callerOf({ message }: IncomingInviteRequest): RemoteParty {
  const { from } = message;
  const isPrivate = message.getHeaders('privacy').some((privacy) => !/^\s*none\s*$/i.test(privacy));
  if (isPrivate) return { withheld: true };
  return partyOf({ display: from.displayName, uri: from.uri.toString() });
}
