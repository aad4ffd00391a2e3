import { partyOf } from '#main/telephony/sip/party.ts';
import type { RemoteParty } from '#shared/calls/call-event.ts';

/** What gateways write for a caller who does not want to be known, as number or as name. */
const WITHHELD =
  /^(?:anonymous|anonym|restricted|private|withheld|blocked|clir|no caller id|(?:private|withheld|blocked) number|(?:(?:ruf)?nummer )?unterdr(?:ü|ue)ckt)$/i;

const NAMED = /^\s*(?:"([^"]*)"|([^<>"]*?))\s*<([^<>]*)>/;
const ADDRESS = /^(?:sips?:|[^\s@:]+@[\w.:-]+$)/i;

/** The far end, as an adapter would hand it on: out of a number, a SIP address, or a name with either in `<>`. */
export function shownNumber(text: string): RemoteParty {
  const [, quoted, plain, inside] = NAMED.exec(text) ?? [];
  const display = (quoted ?? plain ?? '').trim();
  const number = (inside ?? text).trim();
  if (WITHHELD.test(number) || WITHHELD.test(display)) return { withheld: true };
  if (!ADDRESS.test(number)) return { number };
  const uri = /^sips?:/i.test(number) ? number : `sip:${number}`;
  return partyOf({ display: undefined, uri });
}
