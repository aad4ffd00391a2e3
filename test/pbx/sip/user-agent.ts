import { createSocket } from 'node:dgram';
import type { Socket } from 'node:dgram';
import { once } from 'node:events';
import { waitUntil } from '../waiting.ts';
import { SipCall } from './call.ts';
import type { CallLine } from './call.ts';
import { branchOf, header } from './headers.ts';
import type { SipHeader } from './message.ts';
import { newTag, toWithTag } from './derived.ts';
import { SipTransport } from './transport.ts';
import type { ServerTransaction, SipPeer } from './transport.ts';

/** What the phone does by itself with a call that comes in; `silent` does not even ring. */
export type OnInvite = 'ring' | 'silent' | 'answer' | 'busy' | 'decline' | { readonly forwardTo: string };

/** A SIP endpoint on a loopback address with a port of its own; it sends silence and swallows what RTP comes. */
export class SipUserAgent {
  /** Set before the call that it is for; `rig.reset()` sets it back to `ring`. */
  onInvite: OnInvite = 'ring';
  readonly #line: CallLine;
  readonly #rtp: Socket;
  /** By Call-ID. */
  readonly #calls: Map<string, SipCall>;
  /** Calls that came in and nobody has waited for yet. */
  #unclaimed: SipCall[] = [];
  readonly #invites = new Map<string, SipCall>();

  protected constructor(parts: UserAgentParts) {
    this.#line = parts.line;
    this.#rtp = parts.rtp;
    this.#calls = new Map();
    parts.deliver(this);
  }

  get address(): SipPeer {
    return this.#line.transport.local;
  }

  /** The next call that rings here and was not waited for before. */
  waitRinging(): Promise<SipCall> {
    return this.#claim((call) => call.state === 'ringing', 'a ringing call');
  }

  /** The next call that came in and was not waited for before, whatever became of it (busy, forwarded, answered). */
  waitIncoming(): Promise<SipCall> {
    return this.#claim(() => true, 'a call');
  }

  /** Ends all calls without awaiting the PBX, and forgets those nobody waited for. */
  dropCalls(): void {
    for (const call of this.#calls.values()) call.drop();
    this.#calls.clear();
    this.#unclaimed = [];
    this.onInvite = 'ring';
  }

  async close(): Promise<void> {
    this.dropCalls();
    await Promise.all([
      this.#line.transport.close(),
      new Promise<void>((done) => this.#rtp.close(() => done())),
    ]);
  }

  protected place(
    number: string,
    from: { name: string; uri: string },
    headers: readonly SipHeader[] = [],
  ): SipCall {
    const call = SipCall.place(this.#line, { number, from, headers });
    this.#calls.set(call.callId, call);
    return call;
  }

  onRequest(transaction: ServerTransaction): void {
    const { request } = transaction;
    const to = toWithTag(request, newTag());
    if (request.method === 'CANCEL') {
      transaction.respond(200, 'OK', [to]);
      this.#invites.get(branchOf(request))?.handleCancel(request);
      return;
    }
    const call = this.#calls.get(header(request, 'Call-ID'));
    if (call) call.handle(transaction);
    else if (request.method === 'INVITE') this.#receive(transaction);
    else if (request.method === 'BYE') transaction.respond(481, 'Call Does Not Exist', [to]);
    else transaction.respond(200, 'OK', [to]);
  }

  onAck(callId: string): void {
    this.#calls.get(callId)?.handleAck();
  }

  #receive(transaction: ServerTransaction): void {
    const call = SipCall.receive(this.#line, transaction);
    this.#calls.set(call.callId, call);
    this.#invites.set(branchOf(transaction.request), call);
    this.#unclaimed.push(call);
    if (this.onInvite === 'ring') call.ring();
    else if (this.onInvite === 'busy') call.refuse(486, 'Busy Here');
    else if (this.onInvite === 'decline') call.refuse(603, 'Decline');
    else if (this.onInvite === 'answer')
      call.answer().catch(() => {}); // its end shows in the call's state
    else if (this.onInvite === 'silent') call.trying();
    else call.forwardTo(this.onInvite.forwardTo);
    for (const listener of [...this.#line.listeners]) listener();
  }

  #claim(fits: (call: SipCall) => boolean, what: string): Promise<SipCall> {
    const probe = (): SipCall | undefined => {
      const index = this.#unclaimed.findIndex(fits);
      return index < 0 ? undefined : this.#unclaimed.splice(index, 1)[0];
    };
    const states = (): string => [...this.#calls.values()].map((call) => call.state).join(', ') || 'none';
    return waitUntil(this.#line.listeners, probe, () => `${this.#line.label}: ${what} (calls: ${states()})`);
  }
}

/** What a user agent is made of; `deliver` connects the socket to it once it exists. */
export type UserAgentParts = { line: CallLine; rtp: Socket; deliver: (agent: SipUserAgent) => void };

/** Opens the sockets of a user agent at a loopback address, the ports chosen by the system. */
export async function openParts(label: string, host: string, pbx: SipPeer): Promise<UserAgentParts> {
  let agent: SipUserAgent | undefined;
  const transport = await SipTransport.open(host, {
    onRequest: (transaction) => agent?.onRequest(transaction),
    onAck: (ack) => agent?.onAck(header(ack, 'Call-ID')),
  });
  const rtp = createSocket('udp4');
  rtp.bind(0, host);
  await once(rtp, 'listening');
  const line: CallLine = {
    label,
    transport,
    pbx,
    contact: `<sip:${label}@${host}:${transport.local.port}>`,
    rtp,
    listeners: new Set(),
  };
  return { line, rtp, deliver: (created) => (agent = created) };
}
