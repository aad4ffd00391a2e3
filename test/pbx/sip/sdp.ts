import type { SipPeer } from './transport.ts';

/** Which way the media flows, seen from whoever wrote the SDP: `sendonly` puts the other side on hold. */
export type MediaDirection = 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive';

/** One G.711 µ-law stream at `port`; `version` grows by one with every offer or answer of the same session (RFC 3264 §8). */
export function formatSdp(media: {
  host: string;
  port: number;
  version: number;
  direction: MediaDirection;
}): string {
  return [
    'v=0',
    `o=- 1 ${media.version} IN IP4 ${media.host}`,
    's=-',
    `c=IN IP4 ${media.host}`,
    't=0 0',
    `m=audio ${media.port} RTP/AVP 0`,
    'a=rtpmap:0 PCMU/8000',
    'a=ptime:20',
    `a=${media.direction}`,
    '',
  ].join('\r\n');
}

/** Where an SDP wants its audio, or undefined when it wants none. */
export function audioAddress(sdp: string): SipPeer | undefined {
  const port = Number(/^m=audio (\d{1,5}) /m.exec(sdp)?.[1] ?? 0);
  const host = /^c=IN IP4 ([\d.]+)/m.exec(sdp)?.[1];
  return port === 0 || host === undefined ? undefined : { host, port };
}

/** What is left to do for the answer to an offer when this side would do `wish` (RFC 3264 §6.1). */
export function answerDirection(offer: string, wish: MediaDirection): MediaDirection {
  const offered = /^a=(sendrecv|sendonly|recvonly|inactive)\r?$/m.exec(offer)?.[1] ?? 'sendrecv';
  const sends =
    offered !== 'sendonly' && offered !== 'inactive' && (wish === 'sendrecv' || wish === 'sendonly');
  const receives =
    offered !== 'recvonly' && offered !== 'inactive' && (wish === 'sendrecv' || wish === 'recvonly');
  if (sends) return receives ? 'sendrecv' : 'sendonly';
  return receives ? 'recvonly' : 'inactive';
}
