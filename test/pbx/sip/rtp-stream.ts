import { randomInt } from 'node:crypto';
import type { Socket } from 'node:dgram';
import type { SipPeer } from './transport.ts';

const PACKET_MS = 20;
const SAMPLES = 160;
const HEADER_BYTES = 12;
/** G.711 µ-law's zero. */
const SILENCE = 0xff;

/**
 * What a phone whose handset lies on the table sends: silence as PCMU, a packet every 20 ms (RFC 3550, 3551). Asterisk needs
 * frames to pass: without them `Answer()` waits for its half second, and Local channels stay in the call for ever.
 */
export class RtpStream {
  readonly #socket: Socket;
  readonly #packet = Buffer.alloc(HEADER_BYTES + SAMPLES, SILENCE);
  #peer: SipPeer | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;
  #sequence = randomInt(0x1_0000);
  #timestamp = randomInt(0x1_0000_0000);

  /** @param socket bound to the port the SDP names; stays the caller's. */
  constructor(socket: Socket) {
    this.#socket = socket;
    this.#packet[0] = 0x80; // version 2
    this.#packet[1] = 0; // PCMU
    this.#packet.writeUInt32BE(randomInt(0x1_0000_0000), 8);
  }

  /** Where to send from now on: what the last SDP of the other side says. */
  aim(peer: SipPeer): void {
    this.#peer = peer;
  }

  start(): void {
    if (this.#timer || !this.#peer) return;
    this.#timer = setInterval(() => this.#send(), PACKET_MS).unref();
    this.#send();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #send(): void {
    if (!this.#peer) return;
    this.#packet.writeUInt16BE(this.#sequence, 2);
    this.#packet.writeUInt32BE(this.#timestamp, 4);
    this.#sequence = (this.#sequence + 1) % 0x1_0000;
    this.#timestamp = (this.#timestamp + SAMPLES) % 0x1_0000_0000;
    // A copy, as the socket sends later. A port nobody listens on any more is no fault of the phone's.
    this.#socket.send(Buffer.from(this.#packet), this.#peer.port, this.#peer.host, () => {});
  }
}
