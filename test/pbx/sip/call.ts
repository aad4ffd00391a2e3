import type { Socket } from 'node:dgram';
import { waitUntil } from '../waiting.ts';
import { CallMedia } from './call-media.ts';
import { CallProgress } from './call-progress.ts';
import type { CallEnd, CallState } from './call-progress.ts';
import { SipDialog } from './dialog.ts';
import { findHeader, header, parseAddress } from './headers.ts';
import type { SipHeader, SipMessage, SipRequest, SipResponse } from './message.ts';
import type { MediaDirection } from './sdp.ts';
import { cancelOf, toWithTag } from './derived.ts';
import type { ClientTransaction, ServerTransaction, SipPeer, SipTransport } from './transport.ts';

/** What a call needs of the phone or trunk it is on. */
export type CallLine = {
  /** For messages: '201', 'trunk'. */
  readonly label: string;
  readonly transport: SipTransport;
  readonly pbx: SipPeer;
  readonly contact: string;
  /** Bound; all calls of the line send and receive through it. */
  readonly rtp: Socket;
  /** Called after every change of one of the line's calls. */
  readonly listeners: Set<() => void>;
};

/** One leg between a scripted phone (or trunk) and the PBX. Every method rejects when the PBX refuses. */
export class SipCall {
  readonly #line: CallLine;
  readonly #dialog: SipDialog;
  readonly #progress: CallProgress;
  #remote: { name: string; user: string };
  readonly #media: CallMedia;
  /** Set on a call to us. */
  #offer: ServerTransaction | undefined;
  /** Set on a call by us. */
  #invite: ClientTransaction | undefined;
  /** The PBX answered 100 or more: only then may a CANCEL be sent. */
  #heard = false;
  #reinviting = false;

  private constructor(
    line: CallLine,
    dialog: SipDialog,
    state: CallState,
    remote: { name: string; user: string },
  ) {
    this.#line = line;
    this.#dialog = dialog;
    this.#remote = remote;
    this.#media = new CallMedia(line.rtp, line.transport.local.host);
    this.#progress = new CallProgress(
      state,
      line.listeners,
      () => `${line.label}: the call with "${this.#remote.user}"`,
      (reached) => this.#media.follow(reached),
    );
  }

  static place(
    line: CallLine,
    call: { number: string; from: { name: string; uri: string }; headers?: readonly SipHeader[] },
  ): SipCall {
    const dialog = SipDialog.toCall(`sip:${call.number}@${line.pbx.host}:${line.pbx.port}`, call.from);
    const self = new SipCall(line, dialog, 'calling', { name: '', user: call.number });
    self.#place(call.headers ?? []);
    return self;
  }

  static receive(line: CallLine, offer: ServerTransaction): SipCall {
    const self = new SipCall(
      line,
      SipDialog.ofInvite(offer.request),
      'offered',
      parseAddress(header(offer.request, 'From')),
    );
    self.#offer = offer;
    self.#media.hear(offer.request);
    return self;
  }

  get state(): CallState {
    return this.#progress.state;
  }

  get callId(): string {
    return this.#dialog.callId;
  }

  /** Who the phone's display shows: the From of the INVITE, then what the PBX last asserted in the call. */
  get remote(): { readonly name: string; readonly user: string } {
    return this.#remote;
  }

  /** The last digits dialled on this leg: the user part the INVITE went to. */
  get dialled(): string {
    const request = this.#offer?.request ?? this.#invite?.request;
    return request ? parseAddress(request.uri).user : '';
  }

  waitRinging(): Promise<void> {
    return this.#progress.reached('ringing');
  }

  waitAnswered(): Promise<void> {
    return this.#progress.reached('up');
  }

  waitEnded(): Promise<CallEnd> {
    return this.#progress.ended();
  }

  /** Heard, and nothing more: the PBX may take its INVITE back only after that (RFC 3261 §9.1). */
  trying(): void {
    this.#respond(100, 'Trying');
  }

  ring(): void {
    this.#respond(180, 'Ringing');
    this.#progress.become('ringing');
  }

  /** Resolves when the PBX has acknowledged the answer. */
  answer(): Promise<void> {
    this.#respond(200, 'OK', [['Content-Type', 'application/sdp']], this.#media.answer(this.#offer?.request));
    return this.waitAnswered();
  }

  /** Refuses a call that is not answered yet: 486 busy, 603 decline, 480 … */
  refuse(status: number, reason = 'Refused'): void {
    this.#respond(status, reason);
    this.#progress.finish({ by: 'us', status, reason: '' });
  }

  /** 302: the phone itself sends the caller on to another extension. */
  forwardTo(extension: string): void {
    const { host, port } = this.#line.pbx;
    this.#respond(302, 'Moved Temporarily', [['Contact', `<sip:${extension}@${host}:${port}>`]]);
    this.#progress.finish({ by: 'us', status: 302, reason: '' });
  }

  /** Ends the call whatever its state: BYE, CANCEL or 603. Resolves when it has ended. */
  async hangUp(): Promise<void> {
    if (this.state === 'up') {
      this.#progress.finish({ by: 'us', status: 200, reason: '' });
      await this.#request('BYE').final;
    } else if (this.#invite) {
      await this.#cancel(this.#invite);
    } else if (this.state !== 'ended') this.refuse(603, 'Decline');
  }

  /** Ends the call for us without awaiting anything: the PBX may be dead. */
  drop(): void {
    if (this.state === 'ended') return;
    this.hangUp().catch(() => {});
    this.#progress.finish({ by: 'us', status: 0, reason: 'dropped' });
  }

  hold(): Promise<void> {
    return this.#reinvite('sendonly');
  }

  resume(): Promise<void> {
    return this.#reinvite('sendrecv');
  }

  /**
   * REFER: blind to an extension, attended into another call of the same phone. Resolves when the PBX has accepted it.
   * The phone hangs up by itself, as phones do, once the PBX reports that the target has answered: `waitEnded()`.
   */
  async transferTo(target: string | SipCall): Promise<void> {
    const { host, port } = this.#line.pbx;
    const extension = typeof target === 'string' ? target : target.remote.user;
    const query =
      typeof target === 'string' ? '' : `?Replaces=${encodeURIComponent(target.#dialog.replaces)}`;
    const referTo: SipHeader = ['Refer-To', `<sip:${extension}@${host}:${port}${query}>`];
    const referredBy: SipHeader = ['Referred-By', `<${parseAddress(this.#dialog.local).uri}>`];
    mustSucceed('REFER', await this.#request('REFER', [referTo, referredBy]).final);
  }

  /** A request of the PBX inside this call. Called by the line. */
  handle(transaction: ServerTransaction): void {
    const { request } = transaction;
    const extra: SipHeader[] = [
      ['To', header(request, 'To')],
      ['Contact', this.#line.contact],
    ];
    if (request.method === 'INVITE' && this.#reinviting)
      return transaction.respond(491, 'Request Pending', extra);
    if (request.method === 'INVITE' || request.method === 'UPDATE') this.#relearn(request);
    const withSdp = request.method === 'INVITE' || (request.method === 'UPDATE' && request.body !== '');
    if (withSdp) {
      this.#media.hear(request);
      transaction.respond(
        200,
        'OK',
        [...extra, ['Content-Type', 'application/sdp']],
        this.#media.answer(request),
      );
    } else transaction.respond(200, 'OK', extra);
    if (request.method === 'BYE')
      this.#progress.finish({ by: 'them', status: 200, reason: reasonOf(request) });
    else if (request.method === 'NOTIFY' && request.body.startsWith('SIP/2.0 2'))
      this.hangUp().catch(() => {});
  }

  /** The PBX takes its INVITE back. Called by the line, which has answered the CANCEL itself. */
  handleCancel(cancel: SipRequest): void {
    if (!this.#offer || this.#offer.answered) return;
    this.#respond(487, 'Request Terminated');
    this.#progress.finish({ by: 'them', status: 487, reason: reasonOf(cancel) });
  }

  /** The PBX acknowledges our 200 (or that of a re-INVITE, which changes nothing). */
  handleAck(): void {
    if (this.state === 'offered' || this.state === 'ringing') this.#progress.become('up');
  }

  #place(extra: readonly SipHeader[]): void {
    const headers: SipHeader[] = [
      ['Contact', this.#line.contact],
      ['Content-Type', 'application/sdp'],
      ...ALLOW,
      ...extra,
    ];
    const invite = this.#dialog.request('INVITE', headers, this.#media.offer());
    this.#invite = this.#line.transport.request(invite, this.#line.pbx, (response) => {
      this.#heard = true;
      // An early dialog has its tag too: a call that still rings can be what another is transferred into.
      if (response.status > 100) this.#dialog.learn(header(response, 'To'), response);
      if (response.status >= 180 && this.state === 'calling') this.#progress.become('ringing');
      else this.#progress.tell();
    });
    this.#invite.final.then(
      (response) => this.#placed(response),
      (error: Error) => this.#progress.finish({ by: 'them', status: 408, reason: error.message }),
    );
  }

  #placed(response: SipResponse): void {
    this.#heard = true;
    if (response.status >= 300)
      return this.#progress.finish({
        by: response.status === 487 ? 'us' : 'them',
        status: response.status,
        reason: reasonOf(response),
      });
    this.#media.hear(response);
    this.#acknowledge(response);
    // Answered although we had dropped it: end it on the PBX too.
    if (this.state === 'ended') this.#request('BYE');
    else this.#progress.become('up');
  }

  #acknowledge(answer: SipResponse): void {
    this.#dialog.learn(header(answer, 'To'), answer);
    const ack = this.#dialog.ack(
      { kind: 'request', method: 'INVITE', uri: '', headers: answer.headers, body: '' },
      this.#line.transport.newVia(),
    );
    this.#line.transport.send(ack, this.#line.pbx);
  }

  async #cancel(invite: ClientTransaction): Promise<void> {
    await waitUntil(
      this.#line.listeners,
      () => this.#heard || undefined,
      () => this.#progress.describe('to be heard of, to cancel it'),
    );
    this.#line.transport.request(cancelOf(invite.request), this.#line.pbx);
    const { status } = await invite.final;
    // Answered while the CANCEL was on its way (RFC 3261 §9.1); a dropped call has sent its BYE.
    if (status < 300 && this.state === 'up') await this.hangUp();
    await this.waitEnded();
  }

  async #reinvite(direction: MediaDirection): Promise<void> {
    this.#media.direction = direction;
    this.#reinviting = true;
    try {
      const headers: SipHeader[] = [
        ['Contact', this.#line.contact],
        ['Content-Type', 'application/sdp'],
      ];
      const answer = await this.#request('INVITE', headers, this.#media.offer()).final;
      mustSucceed(`re-INVITE (${direction})`, answer);
      this.#media.hear(answer);
      this.#acknowledge(answer);
    } finally {
      this.#reinviting = false;
    }
  }

  #request(method: string, extra: readonly SipHeader[] = [], body = ''): ClientTransaction {
    return this.#line.transport.request(
      this.#dialog.request(
        method,
        method === 'INVITE' ? extra : [['Contact', this.#line.contact], ...extra],
        body,
      ),
      this.#line.pbx,
    );
  }

  #respond(status: number, reason: string, extra: readonly SipHeader[] = [], body = ''): void {
    const offer = this.#offer;
    if (!offer || offer.answered) throw new Error(this.#progress.describe(`to take ${status}`));
    const contact: SipHeader[] = status < 300 ? [['Contact', this.#line.contact], ...ALLOW] : [];
    const to = toWithTag(offer.request, parseAddress(this.#dialog.local).tag);
    offer.respond(status, reason, [to, ...contact, ...extra], body);
  }

  #relearn(request: SipRequest): void {
    this.#dialog.learn(this.#dialog.remote, request);
    const asserted = findHeader(request, 'P-Asserted-Identity');
    if (asserted) this.#remote = parseAddress(asserted);
    this.#progress.tell();
  }
}

const ALLOW: readonly SipHeader[] = [
  ['Allow', 'INVITE, ACK, BYE, CANCEL, UPDATE, REFER, NOTIFY, INFO, OPTIONS'],
  ['Supported', 'replaces'],
];

function reasonOf(message: SipMessage): string {
  return findHeader(message, 'Reason') ?? '';
}

function mustSucceed(what: string, response: SipResponse): void {
  if (response.status >= 300) throw new Error(`${what} refused: ${response.status} ${response.reason}`);
}
