import type { RemoteParty } from '#shared/calls/call-event.ts';

const NUMBER = /^\+?[\d*#]{1,32}$/;
/** What VoIP providers write where the number was withheld. */
const NOBODY = /^(?:anonymous|unknown|unavailable|restricted|private|withheld)(?:@.*)?$/i;
const MAX_NAME = 80;

/** The far end as the monitor writes it: a number, a SIP name, or nothing where the caller withheld it. */
export function callerOf(told: string): RemoteParty {
  const number = told.replaceAll(' ', '');
  if (NUMBER.test(number)) return { number };
  const name = told.replace(/\p{Cc}+/gu, ' ').trim();
  if (name === '' || NOBODY.test(name)) return { withheld: true };
  return { name: Array.from(name).slice(0, MAX_NAME).join('').toWellFormed() };
}
