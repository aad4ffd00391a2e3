import { randomUUID } from 'node:crypto';
import { formatAddress, header, parseAddress, parseCseq } from './headers.ts';
import type { SipHeader, SipMessage, SipRequest } from './message.ts';
import { newTag } from './derived.ts';

/** What requests inside one dialog are built from (RFC 3261 §12); no route set, as there is no proxy between us and the PBX. */
export class SipDialog {
  readonly callId: string;
  /** Our From value, with our tag. */
  readonly local: string;
  /** Our To value; has the peer's tag once it gave one. */
  remote: string;
  /** Request uri: the peer's Contact once it gave one. */
  target: string;
  #seq = 1;

  private constructor(ids: { callId: string; local: string; remote: string; target: string }) {
    this.callId = ids.callId;
    this.local = ids.local;
    this.remote = ids.remote;
    this.target = ids.target;
  }

  static toCall(target: string, from: { name: string; uri: string }): SipDialog {
    const local = formatAddress({ ...from, tag: newTag() });
    return new SipDialog({ callId: randomUUID(), local, remote: `<${target}>`, target });
  }

  static ofInvite(invite: SipRequest): SipDialog {
    return new SipDialog({
      callId: header(invite, 'Call-ID'),
      local: `${header(invite, 'To')};tag=${newTag()}`,
      remote: header(invite, 'From'),
      target: parseAddress(header(invite, 'Contact')).uri,
    });
  }

  /** Takes over tag and contact from an answer or a re-INVITE. */
  learn(remote: string, message: SipMessage): void {
    this.remote = remote;
    const contact = message.headers.find(([name]) => name.toLowerCase() === 'contact')?.[1];
    if (contact) this.target = parseAddress(contact).uri;
  }

  request(method: string, extra: readonly SipHeader[] = [], body = ''): SipRequest {
    const headers: SipHeader[] = [...this.#common(`${this.#seq++} ${method}`), ...extra];
    return { kind: 'request', method, uri: this.target, headers, body };
  }

  /** The ACK of a 2xx: of the dialog, with the number of its INVITE. The caller puts a Via on top. */
  ack(invite: SipRequest, via: SipHeader): SipRequest {
    const headers = [via, ...this.#common(`${parseCseq(invite).number} ACK`)];
    return { kind: 'request', method: 'ACK', uri: this.target, headers, body: '' };
  }

  /** Value of a Replaces that names this dialog as the peer knows it (RFC 3891): its own tag is the to-tag. */
  get replaces(): string {
    return `${this.callId};to-tag=${parseAddress(this.remote).tag};from-tag=${parseAddress(this.local).tag}`;
  }

  #common(cseq: string): SipHeader[] {
    return [
      ['From', this.local],
      ['To', this.remote],
      ['Call-ID', this.callId],
      ['CSeq', cseq],
      ['Max-Forwards', '70'],
    ];
  }
}
