import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import type { RemoteInfo, Socket } from 'node:dgram';
import { once } from 'node:events';
import { NotInTimeError, PATIENCE_MS } from '../waiting.ts';
import { branchOf, header, headerLines, parseCseq } from './headers.ts';
import { ackOf } from './derived.ts';
import { formatMessage, parseMessage, SipParseError } from './message.ts';
import type { SipHeader, SipMessage, SipRequest, SipResponse } from './message.ts';

export type SipPeer = { readonly host: string; readonly port: number };

/** A request of ours under way. */
export type ClientTransaction = {
  /** With its Via: CANCEL repeats it. */
  readonly request: SipRequest;
  /** The first response ≥ 200. Rejects with NotInTimeError when the peer says nothing at all. */
  readonly final: Promise<SipResponse>;
};

/** A request of the peer's. Once answered ≥ 200, repetitions get the same answer again without the user hearing of them. */
export type ServerTransaction = {
  readonly request: SipRequest;
  readonly answered: boolean;
  respond(status: number, reason: string, extra?: readonly SipHeader[], body?: string): void;
};

export type TransportUser = {
  onRequest(transaction: ServerTransaction): void;
  /** ACK starts no transaction. */
  onAck(ack: SipRequest): void;
};

type Pending = {
  readonly request: SipRequest;
  heard: boolean;
  onProvisional: (response: SipResponse) => void;
  finish: (response: SipResponse) => void;
  answer: SipResponse | undefined;
};

/**
 * Transactions over one UDP socket on loopback (RFC 3261 §17).
 * Nothing is sent twice on our side, as loopback loses nothing; what the peer repeats (it does, on a busy machine) is
 * answered again from the transaction.
 */
export class SipTransport {
  readonly #socket: Socket;
  readonly #user: TransportUser;
  /** By branch and method, for the transport's life: some hundred per test run. */
  readonly #client = new Map<string, Pending>();
  readonly #server = new Map<string, { last: Buffer | undefined }>();

  private constructor(socket: Socket, user: TransportUser) {
    this.#socket = socket;
    this.#user = user;
    socket.on('message', (datagram, from) => this.#receive(datagram, from));
  }

  static async open(host: string, user: TransportUser): Promise<SipTransport> {
    const socket = createSocket('udp4');
    socket.bind(0, host);
    await once(socket, 'listening');
    return new SipTransport(socket, user);
  }

  get local(): SipPeer {
    const { address, port } = this.#socket.address();
    return { host: address, port };
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#socket.close(() => resolve()));
  }

  /** Sends without awaiting anything: ACK, and CANCEL's twin headers. A Via on top of the message is the caller's. */
  send(message: SipMessage, to: SipPeer): void {
    this.#socket.send(formatMessage(message), to.port, to.host);
  }

  newVia(): SipHeader {
    const { host, port } = this.local;
    return ['Via', `SIP/2.0/UDP ${host}:${port};rport;branch=z9hG4bK${randomBytes(8).toString('hex')}`];
  }

  /** Adds the Via unless the message has one (CANCEL). */
  request(
    message: SipRequest,
    to: SipPeer,
    onProvisional: (response: SipResponse) => void = () => {},
  ): ClientTransaction {
    const request = headerLines(message, 'Via').length
      ? message
      : { ...message, headers: [this.newVia(), ...message.headers] };
    const final = new Promise<SipResponse>((resolve, reject) => {
      const deadline = setTimeout(() => {
        if (!pending.heard) reject(new NotInTimeError(`no response to ${message.method} ${message.uri}`));
      }, PATIENCE_MS).unref();
      const pending: Pending = {
        request,
        heard: false,
        onProvisional,
        finish: (response) => {
          clearTimeout(deadline);
          resolve(response);
        },
        answer: undefined,
      };
      this.#client.set(key(request), pending);
    });
    // The caller may look at it only later, or never (a call dropped while the PBX is dead).
    final.catch(() => {});
    this.send(request, to);
    return { request, final };
  }

  #receive(datagram: Buffer, from: RemoteInfo): void {
    try {
      const message = parseMessage(datagram);
      if (message.kind === 'response') this.#receiveResponse(message, from);
      else if (message.method === 'ACK') this.#user.onAck(message);
      else this.#receiveRequest(message, from);
    } catch (error) {
      // As RFC 3261 §18 says of what is no SIP: dropped. Any other error is a fault of ours and must surface.
      if (!(error instanceof SipParseError)) throw error;
    }
  }

  #receiveResponse(response: SipResponse, from: RemoteInfo): void {
    const pending = this.#client.get(key(response));
    if (!pending) return;
    pending.heard = true;
    if (response.status < 200) return pending.onProvisional(response);
    if (pending.request.method === 'INVITE' && response.status >= 300)
      this.send(ackOf(pending.request, response), { host: from.address, port: from.port });
    if (pending.answer) return;
    pending.answer = response;
    pending.finish(response);
  }

  #receiveRequest(request: SipRequest, from: RemoteInfo): void {
    const known = this.#server.get(key(request));
    if (known) {
      if (known.last) this.#socket.send(known.last, from.port, from.address);
      return;
    }
    const state: { last: Buffer | undefined; answered: boolean } = { last: undefined, answered: false };
    this.#server.set(key(request), state);
    this.#user.onRequest({
      request,
      get answered() {
        return state.answered;
      },
      respond: (status, reason, extra = [], body = '') => {
        if (state.answered) return;
        const headers = [...copied(request), ...extra];
        state.last = formatMessage({ kind: 'response', status, reason, headers, body });
        state.answered = status >= 200;
        this.#socket.send(state.last, from.port, from.address);
      },
    });
  }
}

function key(message: SipMessage): string {
  return `${branchOf(message)} ${parseCseq(message).method}`;
}

/** What a response repeats of its request; its user adds the To with our tag, if it has one. */
function copied(request: SipRequest): SipHeader[] {
  return [
    ...headerLines(request, 'Via'),
    ['From', header(request, 'From')],
    ['Call-ID', header(request, 'Call-ID')],
    ['CSeq', header(request, 'CSeq')],
  ];
}
