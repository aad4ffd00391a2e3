/** Parts of messages that follow from another message. */
import { randomBytes } from 'node:crypto';
import { header, headerLines, parseAddress, parseCseq } from './headers.ts';
import type { SipHeader, SipRequest, SipResponse } from './message.ts';

/** The ACK of a refusal belongs to the INVITE's transaction: same branch, same uri, the refusal's To (RFC 3261 §17.1.1.3). */
export function ackOf(invite: SipRequest, refusal: SipResponse): SipRequest {
  return twinOf(invite, 'ACK', header(refusal, 'To'));
}

/** The CANCEL has everything of the INVITE but the method (RFC 3261 §9.1). */
export function cancelOf(invite: SipRequest): SipRequest {
  return twinOf(invite, 'CANCEL', header(invite, 'To'));
}

function twinOf(invite: SipRequest, method: string, to: string): SipRequest {
  const headers: SipHeader[] = [
    ...headerLines(invite, 'Via'),
    ['From', header(invite, 'From')],
    ['To', to],
    ['Call-ID', header(invite, 'Call-ID')],
    ['CSeq', `${parseCseq(invite).number} ${method}`],
    ['Max-Forwards', '70'],
  ];
  return { kind: 'request', method, uri: invite.uri, headers, body: '' };
}

export function newTag(): string {
  return randomBytes(5).toString('hex');
}

/** The To of a response: the request's, with our tag when it has none yet. */
export function toWithTag(request: SipRequest, tag: string): SipHeader {
  const to = header(request, 'To');
  return ['To', parseAddress(to).tag ? to : `${to};tag=${tag}`];
}
