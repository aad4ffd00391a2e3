/** SIP messages as values (RFC 3261 §7): bytes of one datagram ⇄ `SipMessage`. */

/** One header line; names are case-insensitive, order and repetition are kept. */
export type SipHeader = readonly [name: string, value: string];

/** `Content-Length` is never among the headers: `formatMessage` writes it, `parseMessage` checks and drops it. */
type Content = { readonly headers: readonly SipHeader[]; readonly body: string };
export type SipRequest = Content & {
  readonly kind: 'request';
  readonly method: string;
  readonly uri: string;
};
export type SipResponse = Content & {
  readonly kind: 'response';
  readonly status: number;
  readonly reason: string;
};
export type SipMessage = SipRequest | SipResponse;

/** The datagram is no SIP message; the only thing `parseMessage` throws. */
export class SipParseError extends Error {
  override readonly name = 'SipParseError';
}

/** The value cannot be written as a SIP message; the only thing `formatMessage` throws. */
export class SipFormatError extends Error {
  override readonly name = 'SipFormatError';
}

/** RFC 3261 §7.3.3 and RFC 3515/3892/3891: the one-letter names. */
const COMPACT: ReadonlyMap<string, string> = new Map([
  ['b', 'Referred-By'],
  ['c', 'Content-Type'],
  ['e', 'Content-Encoding'],
  ['f', 'From'],
  ['i', 'Call-ID'],
  ['k', 'Supported'],
  ['l', 'Content-Length'],
  ['m', 'Contact'],
  ['o', 'Event'],
  ['r', 'Refer-To'],
  ['s', 'Subject'],
  ['t', 'To'],
  ['u', 'Allow-Events'],
  ['v', 'Via'],
]);

const TOKEN = /^[A-Za-z0-9\-.!%*_+`'~]+$/;
const REQUEST_LINE = /^([A-Za-z0-9\-.!%*_+`'~]+) (\S+) SIP\/2\.0$/;
const STATUS_LINE = /^SIP\/2\.0 ([1-6]\d\d) ?(.*)$/s;
const BREAKS_A_LINE = /[\r\n\0]/;

/** @throws SipParseError */
export function parseMessage(datagram: Uint8Array): SipMessage {
  const bytes = Buffer.from(datagram.buffer, datagram.byteOffset, datagram.byteLength);
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) throw new SipParseError('no empty line after the headers');
  // A line that begins with blank space continues the one before it.
  const head = bytes.toString('utf8', 0, end).replaceAll(/\r\n[ \t]+/g, ' ');
  const [startLine = '', ...lines] = head.split('\r\n');
  const all = lines.map(parseHeader);
  const body = bodyOf(bytes.subarray(end + 4), all);
  const headers = all.filter(([name]) => !sameName(name, 'Content-Length'));

  const status = STATUS_LINE.exec(startLine);
  if (status) return { kind: 'response', status: Number(status[1]), reason: status[2] ?? '', headers, body };
  const request = REQUEST_LINE.exec(startLine);
  if (request?.[1] && request[2])
    return { kind: 'request', method: request[1], uri: request[2], headers, body };
  throw new SipParseError(`neither request nor status line: ${JSON.stringify(startLine.slice(0, 80))}`);
}

/** @throws SipFormatError when a part holds a line break, or a name or method is no token. */
export function formatMessage(message: SipMessage): Buffer {
  const body = Buffer.from(message.body, 'utf8');
  const lines = [startLineOf(message)];
  for (const [name, value] of message.headers) {
    if (!TOKEN.test(name)) throw new SipFormatError(`no header name: ${JSON.stringify(name)}`);
    if (BREAKS_A_LINE.test(value)) throw new SipFormatError(`line break in the value of ${name}`);
    lines.push(`${name}: ${value}`);
  }
  lines.push(`Content-Length: ${body.length}`, '', '');
  return Buffer.concat([Buffer.from(lines.join('\r\n'), 'utf8'), body]);
}

function startLineOf(message: SipMessage): string {
  const line =
    message.kind === 'request'
      ? `${message.method} ${message.uri} SIP/2.0`
      : `SIP/2.0 ${message.status} ${message.reason}`;
  const fits = message.kind === 'request' ? REQUEST_LINE : STATUS_LINE;
  if (BREAKS_A_LINE.test(line) || !fits.test(line))
    throw new SipFormatError(`no start line: ${JSON.stringify(line)}`);
  return line;
}

function parseHeader(line: string): SipHeader {
  const colon = line.indexOf(':');
  const name = line.slice(0, colon).trimEnd();
  if (colon < 0 || !TOKEN.test(name))
    throw new SipParseError(`no header: ${JSON.stringify(line.slice(0, 80))}`);
  return [COMPACT.get(name.toLowerCase()) ?? name, line.slice(colon + 1).trim()];
}

/** Over UDP the length may be missing (rest of the datagram) or shorter than the rest (which is cut). */
function bodyOf(rest: Buffer, headers: readonly SipHeader[]): string {
  const value = headers.find(([name]) => sameName(name, 'Content-Length'))?.[1];
  if (value === undefined) return rest.toString('utf8');
  if (!/^\d{1,9}$/.test(value)) throw new SipParseError(`Content-Length is ${JSON.stringify(value)}`);
  const length = Number(value);
  if (length > rest.length) throw new SipParseError(`body of ${rest.length} bytes, ${length} announced`);
  return rest.toString('utf8', 0, length);
}

export function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
