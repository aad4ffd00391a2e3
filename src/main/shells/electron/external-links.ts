const openable: ReadonlySet<string> = new Set(['https:', 'mailto:', 'tel:']);

/**
 * The normalised address when the operating system may be asked to open it: https, mailto or tel, parsed, no
 * credentials, no control characters. `undefined` for everything else (`file:`, `smb:`, `javascript:`, …).
 */
export function externalLink(address: string): string | undefined {
  // A control character would survive in some handlers' command lines; the URL parser only strips a few.
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000-\u001f\u007f]/.test(address) || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (!openable.has(url.protocol)) return undefined;
  if (url.username !== '' || url.password !== '') return undefined;
  if (url.protocol === 'https:' && url.host === '') return undefined;
  return url.href;
}

/**
 * The number in a `tel:` or `callto:` link as the user's system hands it over, decoded, without parameters:
 * `tel:+49-221-4710612;ext=2` → `+49-221-4710612`. `undefined` when it holds anything but a number.
 * The result is what somebody else's page wrote: show it, let the user dial it.
 */
export function phoneLinkNumber(link: string): string | undefined {
  const match = /^(?:tel|callto):(?:\/\/)?([^;?]*)/i.exec(link.trim());
  if (match === null) return undefined;
  let number: string;
  try {
    number = decodeURIComponent(match[1] ?? '').trim();
  } catch {
    return undefined;
  }
  return /^\+?[0-9 ()/.\-*#]{1,40}$/.test(number) && /[0-9]/.test(number) ? number : undefined;
}
