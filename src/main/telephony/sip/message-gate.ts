/**
 * Stands between the wire and the library, which parses whatever it is given: only a message of plain shape goes in.
 * Returns it with folded lines unfolded, so that no header value has a CR or LF in it that the library could echo;
 * undefined: not a message, or one no PBX sends.
 */
export function gateMessage(message: string): string | undefined {
  const end = message.indexOf('\r\n\r\n');
  if (end === -1) return undefined;
  const head = message.slice(0, end).replaceAll(/\r\n[ \t]+/g, ' ');
  const [first = '', ...headers] = head.split('\r\n');
  if (!FIRST_LINE.test(first) || headers.length > mostHeaders) return undefined;
  if (!headers.every((line) => line.length <= longestLine && HEADER.test(line) && !RESERVED.test(line)))
    return undefined;
  return `${[first, ...headers].join('\r\n')}${message.slice(end)}`;
}

const mostHeaders = 128;
const longestLine = 4_096;

const FIRST_LINE =
  /^(?:SIP\/2\.0 [1-6]\d\d [^\p{Cc}]{0,200}|[A-Z]{3,12} sips?:[^\p{Cc} ]{1,500} SIP\/2\.0)$/u;
/** No control character but the tab; a name of letters, digits, `-` and `_`. */
const HEADER = /^[\w-]{1,64}[ \t]*:(?:\t|[^\p{Cc}])*$/u;
/** Would become the prototype of the library's header table. */
const RESERVED = /^__proto__[ \t]*:/i;
