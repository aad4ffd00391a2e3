import type { LinkFault } from '../telephony-source.ts';
import type { Refusal } from './lease.ts';
import type { SipSourceSettings } from './settings.ts';

const CREDENTIALS: readonly number[] = [401, 403, 407];
/** There is no such extension, or it has no hint, or the PBX knows no dialog package. */
const NOTHING_THERE: readonly number[] = [404, 410, 484, 489, 604];

/** Trying again will not help, once it was said twice. */
export function isLasting({ code }: Refusal): boolean {
  return CREDENTIALS.includes(code) || NOTHING_THERE.includes(code);
}

/** What a refused login means, for the health panel. */
export function faultOf({ code, phrase }: Refusal, { extension }: SipSourceSettings): LinkFault {
  const said = `${String(code)} ${phrase}`.trim();
  if (CREDENTIALS.includes(code)) return { code: 'wrong-secret', detail: said };
  if (NOTHING_THERE.includes(code))
    return {
      code: 'bad-settings',
      detail: `${said}: the PBX does not tell of extension ${extension} (is there a hint?)`,
    };
  return { code: 'no-answer', detail: said };
}
