/**
 * What may go to the PBX. AMI is lines of `Header: value`, an empty line ends an action: a line break in a value
 * would be a second action. Nothing reaches the library that did not pass here.
 */

/** Asterisk reads a line into 1,024 bytes, the terminating NUL included; a longer one is cut silently. */
const lineLimit = 1024;

const headerName = /^[A-Za-z][A-Za-z0-9]{0,31}$/;
// eslint-disable-next-line no-control-regex -- the very characters that must not pass
const breaksOut = /[\r\n\0]/;
const dialable = /^[0-9*#+]{1,32}$/;

/** A value that must not reach the wire. The message names the header, never the value. */
export class WireError extends Error {
  override readonly name = 'WireError';
}

/** @throws {WireError} when a header or value could end its line, or the line is too long. */
export function checkLine(header: string, value: string): void {
  if (!headerName.test(header)) throw new WireError('not a header name');
  if (breaksOut.test(value)) throw new WireError(`${header} holds a line break or NUL`);
  if (!value.isWellFormed()) throw new WireError(`${header} is not well-formed text`);
  if (Buffer.byteLength(`${header}: ${value}\r\n`) >= lineLimit) throw new WireError(`${header} is too long`);
}

/** Whether the PBX may be asked to dial it. */
export function isDialable(number: string): boolean {
  return dialable.test(number);
}
