import { MAIL_ADDRESS } from '#shared/features/tickets/hand-over.ts';

/** Longer addresses are cut or dropped by systems that hand them to the mail program (Windows takes about 2,000). */
export const LONGEST_ADDRESS = 1_900;

/** Encoded; a title of Latin letters fits whole. */
const LONGEST_LINE = 600;

export interface MailDraft {
  /** One address. */
  readonly to: string;
  readonly subject: string;
  /** What must be in it first: what does not fit is left out from the end. */
  readonly lines: readonly string[];
}

/** The address typed, where it is one and nothing else. */
export function typedAddress(typed: string): string | undefined {
  const address = typed.trim();
  return MAIL_ADDRESS.test(address) ? address : undefined;
}

/**
 * A `mailto:` address (RFC 6068) for the system to open: one recipient, subject and text, every character that could mean
 * something encoded. undefined: the recipient is no single address.
 */
export function mailtoOf({ to, subject, lines }: MailDraft): string | undefined {
  const address = typedAddress(to);
  if (address === undefined) return undefined;
  const head = `mailto:${encodeURIComponent(address).replaceAll('%40', '@')}?subject=`;
  const start = `${head}${whole(encoded(subject).slice(0, LONGEST_LINE))}&body=`;
  const body: string[] = [];
  let left = LONGEST_ADDRESS - start.length;
  for (const line of lines) {
    const next = `${whole(encoded(line).slice(0, LONGEST_LINE))}%0D%0A`;
    if (next.length > left) break;
    body.push(next);
    left -= next.length;
  }
  return start + body.join('');
}

/** Control characters, line ends among them, and halves of characters have no place in a line. */
const encoded = (line: string): string =>
  encodeURIComponent(
    line.replaceAll(/\p{Surrogate}/gu, '\ufffd').replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' '),
  ).replaceAll(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);

/** Cut within an encoded character, it ends before that character. */
function whole(cut: string): string {
  let text = cut.replace(/%[0-9A-F]?$/, '');
  while (text.includes('%')) {
    try {
      decodeURIComponent(text);
      return text;
    } catch {
      text = text.replace(/%[0-9A-F]{2}$/, '');
    }
  }
  return text;
}
