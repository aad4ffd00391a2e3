/** The direction we offer: `sendonly` puts the other side on hold. */
export type MediaDirection = 'sendrecv' | 'sendonly';

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
    `a=${media.direction}`,
    '',
  ].join('\r\n');
}
