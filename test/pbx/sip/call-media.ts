import type { Socket } from 'node:dgram';
import type { CallState } from './call-progress.ts';
import type { SipMessage } from './message.ts';
import { RtpStream } from './rtp-stream.ts';
import { answerDirection, audioAddress, formatSdp } from './sdp.ts';
import type { MediaDirection } from './sdp.ts';

/** The sound of one call: what its SDPs say, and the silence it sends while it is up. */
export class CallMedia {
  /** What this side would do, were it alone. */
  direction: MediaDirection = 'sendrecv';
  readonly #rtp: Socket;
  readonly #host: string;
  readonly #silence: RtpStream;
  #version = 0;

  /** @param rtp bound; all calls of a phone send and receive through it. @param host as the SDPs name it. */
  constructor(rtp: Socket, host: string) {
    this.#rtp = rtp;
    this.#host = host;
    this.#silence = new RtpStream(rtp);
  }

  follow(state: CallState): void {
    if (state === 'up') this.#silence.start();
    else if (state === 'ended') this.#silence.stop();
  }

  /** Takes where to send from an offer or answer of the other side. */
  hear({ body }: SipMessage): void {
    const peer = audioAddress(body);
    if (peer) this.#silence.aim(peer);
  }

  offer(): string {
    return this.#sdp(this.direction);
  }

  /** To a request without an offer, an offer. */
  answer(request: SipMessage | undefined): string {
    return this.#sdp(request?.body ? answerDirection(request.body, this.direction) : this.direction);
  }

  #sdp(direction: MediaDirection): string {
    return formatSdp({
      host: this.#host,
      port: this.#rtp.address().port,
      version: ++this.#version,
      direction,
    });
  }
}
