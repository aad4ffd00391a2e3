import type { TraceFile } from '#shared/calls/trace-file.ts';

import { blank } from '../trace.ts';

const NAME = /(?:callerid|connectedline)name$/;
const PRESENTATION = /^(.*)presentation$/;
const NUMBER = /^(.*)calleridnum$/;

/** The frames of an exported trace as an Asterisk would send them. */
export function bytesOfTrace({ frames }: TraceFile): Buffer {
  return Buffer.from(frames.map(({ event, fields }) => frameOf(event, fields)).join(''), 'utf8');
}

function frameOf(event: string, fields: Readonly<Record<string, string>>): string {
  const lines = [`Event: ${event}`];
  for (const [header, raw] of Object.entries(fields)) {
    const value = oneLine(NAME.test(header) ? escapeName(raw) : raw);
    const presentation = PRESENTATION.exec(header)?.[1];
    if (presentation === undefined) lines.push(`${header}: ${value}`);
    else lines.push(presentationLine(presentation, value));
    // Who was not to be shown has left a blank: told again, it must stay what it was, withheld.
    const own = NUMBER.exec(header)?.[1];
    if (own !== undefined && raw === blank && fields[`${own}presentation`] === undefined)
      lines.push(presentationLine(own, 'prohib_not_screened'));
  }
  return `${lines.join('\r\n')}\r\n\r\n`;
}

function presentationLine(prefix: string, value: string): string {
  return `${prefix}ChanVariable: CALLERID(pres)=${value}`;
}

/** As Asterisk writes a name; undone by `unescapeName`. */
function escapeName(name: string): string {
  return name.replace(/['"?\\]/g, String.raw`\$&`);
}

/** A file may hold anything: a line break in a value would be a frame of its own. */
function oneLine(value: string): string {
  // eslint-disable-next-line no-control-regex -- they are what is removed
  return value.replace(/[\u0000-\u001f\u007f]+/gu, ' ');
}
