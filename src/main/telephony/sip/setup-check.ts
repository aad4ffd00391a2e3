import type { SetupFinding } from '#shared/calls/setup-finding.ts';
import type { LinkState } from '../telephony-source.ts';
import type { DialogDocument } from './dialog-info.ts';
import type { SipSourceSettings } from './settings.ts';

/** What the messages of the PBX have shown of its setup. */
export interface SipEvidence {
  /** Dialogs with somebody at the other end that it told of, and those that named them. */
  readonly dialogs: number;
  readonly named: number;
  /** Contacts of the account that are not this desk's, `sip:201@10.0.0.7`; known in endpoint mode only. */
  readonly strangers: readonly string[];
}

export const noEvidence: SipEvidence = { dialogs: 0, named: 0, strangers: [] };

const ENOUGH = 1_000;

export function seeDocument(evidence: SipEvidence, { dialogs }: DialogDocument): SipEvidence {
  const told = dialogs.filter(({ state }) => state === 'early' || state === 'confirmed');
  if (told.length === 0 || evidence.dialogs >= ENOUGH) return evidence;
  const named = told.filter(({ remote }) => remote !== undefined && /[\w+]@|:\+?\d/.test(remote.uri));
  return {
    ...evidence,
    dialogs: evidence.dialogs + told.length,
    named: evidence.named + named.length,
  };
}

/** A desk's contact, this one's or the one its connection before has left behind until it runs out. */
const OF_A_DESK = /^<?sips?:[\da-f]{16}@/i;

/** @param contacts headers of the answer to a REGISTER: all that are registered under the account */
export function seeContacts(evidence: SipEvidence, contacts: readonly string[], token: string): SipEvidence {
  const strangers = contacts
    .map((contact) => /<?(sips?:[^>;,\s]{1,120})/i.exec(contact)?.[1] ?? '')
    .filter((uri) => uri !== '' && !uri.includes(`:${token}@`) && !OF_A_DESK.test(uri));
  return { ...evidence, strangers: strangers.slice(0, 5) };
}

/** What can be said of the PBX's setup without ringing anything: from how the login went, and from what was heard. */
export function checkSip(
  settings: Pick<SipSourceSettings, 'user' | 'extension' | 'mode'>,
  state: LinkState,
  evidence: SipEvidence,
): readonly SetupFinding[] {
  const { user, extension, mode } = settings;
  const fault = state.stage === 'refused' || state.stage === 'waiting' ? state.cause.code : undefined;
  const isReady = state.stage === 'ready';
  const isSame = user !== '' && user === extension;
  const account =
    isSame || evidence.strangers.length > 0 ? 'missing' : mode === 'endpoint' && isReady ? 'ok' : 'unproved';
  const login = isReady ? 'ok' : fault === 'wrong-secret' ? 'missing' : 'unproved';
  // Refused settings that are whole were refused by the PBX: it was let in and told of nothing there.
  const hint = isReady ? 'ok' : fault === 'bad-settings' && !isSame ? 'missing' : 'unproved';
  const identity = evidence.named > 0 ? 'ok' : evidence.dialogs > 0 ? 'missing' : 'unproved';
  return [
    { item: 'sip.login', state: login, section: 'pjsip.conf', line: `username = ${user}` },
    {
      item: 'sip.hint',
      state: hint,
      section: 'extensions.conf',
      line: `exten => ${extension},hint,PJSIP/${extension}`,
    },
    {
      item: 'sip.account',
      state: account,
      section: 'pjsip.conf',
      line: `aors = ${isSame ? `cti${user}` : user}`,
    },
    { item: 'sip.identity', state: identity, section: '', line: '' },
  ];
}
