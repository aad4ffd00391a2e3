import { sameName, SipParseError } from './message.ts';
import type { SipHeader, SipMessage } from './message.ts';

/** The first value of a header, or undefined. */
export function findHeader(message: SipMessage, name: string): string | undefined {
  return message.headers.find(([key]) => sameName(key, name))?.[1];
}

/** The first value of a header. @throws SipParseError when the message lacks it. */
export function header(message: SipMessage, name: string): string {
  const value = findHeader(message, name);
  if (value === undefined) throw new SipParseError(`${name} is missing`);
  return value;
}

/** All lines of a header, as they are (for copying Via and Record-Route into a response). */
export function headerLines(message: SipMessage, name: string): SipHeader[] {
  return message.headers.filter(([key]) => sameName(key, name));
}

/** `"Name" <sip:user@host>;tag=x` taken apart; `user` is the part before the `@`, '' if there is none. */
export type SipAddress = {
  readonly name: string;
  readonly uri: string;
  readonly user: string;
  readonly tag: string;
};

const NAME_ADDR = /^\s*(?:"((?:[^"\\]|\\.)*)"|([^<"]*))\s*<([^>]*)>(.*)$/;

/** Reads From, To, Contact, P-Asserted-Identity. Never throws: what is no address has an empty uri. */
export function parseAddress(value: string): SipAddress {
  const match = NAME_ADDR.exec(value);
  const [, quoted, bare = '', inBrackets, after = ''] = match ?? [];
  const [plain = '', ...parameters] = value.split(';');
  const uri = inBrackets ?? plain.trim();
  const tail = match ? after : parameters.map((parameter) => `;${parameter}`).join('');
  return {
    name: quoted === undefined ? bare.trim() : quoted.replaceAll(/\\(.)/g, '$1'),
    uri,
    user: /^sips?:([^@;]*)@/.exec(uri)?.[1] ?? '',
    tag: /;\s*tag=([^;\s]+)/i.exec(tail)?.[1] ?? '',
  };
}

export function formatAddress(address: { name?: string; uri: string; tag?: string }): string {
  const name = address.name ? `"${address.name.replaceAll(/["\\]/g, '\\$&')}" ` : '';
  return `${name}<${address.uri}>${address.tag ? `;tag=${address.tag}` : ''}`;
}

/** Identifies a transaction: branch of the topmost Via + method of the CSeq (ACK and CANCEL carry the INVITE's branch). */
export function branchOf(message: SipMessage): string {
  return /;\s*branch=([^;,\s]+)/i.exec(header(message, 'Via'))?.[1] ?? '';
}

/** @throws SipParseError */
export function parseCseq(message: SipMessage): { number: number; method: string } {
  const [, number, method] = /^(\d{1,10})\s+(\S+)$/.exec(header(message, 'CSeq')) ?? [];
  if (!number || !method) throw new SipParseError('CSeq is malformed');
  return { number: Number(number), method };
}
