import type { SipIdentity } from './party.ts';
import { parseXml, XmlError } from './xml.ts';
import type { XmlElement } from './xml.ts';

const STATES = ['trying', 'proceeding', 'early', 'confirmed', 'terminated'] as const;
export type DialogState = (typeof STATES)[number];

/** One dialog of the watched phone (RFC 4235, 4.1). */
export interface DialogInfo {
  /** Of the phone's dialog. Asterisk names all of them by the extension: one after the other has the same id. */
  readonly id: string;
  /** Call-ID of the dialog, which lasts; undefined where the PBX has none to tell (Asterisk names its own NOTIFYs there). */
  readonly callId?: string | undefined;
  readonly state: DialogState;
  /** Who called whom, from the phone's side; undefined where the PBX does not tell. */
  readonly direction: 'initiator' | 'recipient' | undefined;
  /** Why it is in this state: `cancelled`, `rejected`, `replaced`, `local-bye`, `remote-bye`, `error`, `timeout`. */
  readonly event: string | undefined;
  /** The SIP response it ended with. */
  readonly code: number | undefined;
  readonly remote: SipIdentity | undefined;
}

export interface DialogDocument {
  readonly version: number;
  /** `full`: a dialog that is not in it is over. `partial`: only what has changed. */
  readonly scope: 'full' | 'partial';
  readonly dialogs: readonly DialogInfo[];
}

/** More than a desk phone can hold; what a document has beyond them is not read. */
export const mostDialogs = 32;

/** @throws XmlError when it is no dialog-info document */
export function parseDialogInfo(body: string): DialogDocument {
  const root = parseXml(body);
  if (root.name !== 'dialog-info') throw new XmlError('not a dialog-info document');
  const version = root.attributes.get('version') ?? '';
  if (!/^\d{1,10}$/.test(version)) throw new XmlError('no version');
  const scope = root.attributes.get('state');
  if (scope !== 'full' && scope !== 'partial') throw new XmlError('neither full nor partial');
  const dialogs = root.children.filter(({ name }) => name === 'dialog').slice(0, mostDialogs);
  return { version: Number(version), scope, dialogs: dialogs.map(toDialog) };
}

function toDialog(element: XmlElement): DialogInfo {
  const id = element.attributes.get('id') ?? '';
  if (id === '') throw new XmlError('a dialog without an id');
  const stateElement = child(element, 'state');
  const state = STATES.find((known) => known === stateElement?.text);
  if (state === undefined) throw new XmlError('a dialog without a state');
  const direction = element.attributes.get('direction');
  const code = stateElement?.attributes.get('code') ?? '';
  return {
    id: id.slice(0, 200),
    callId: lastingCallId(element.attributes.get('call-id') ?? ''),
    state,
    direction: direction === 'initiator' || direction === 'recipient' ? direction : undefined,
    event: stateElement?.attributes.get('event'),
    code: /^[1-6]\d\d$/.test(code) ? Number(code) : undefined,
    remote: identityOf(child(element, 'remote')),
  };
}

function lastingCallId(callId: string): string | undefined {
  return callId === '' || callId.startsWith('pickup-') || callId.length > 200 ? undefined : callId;
}

/** The identity alone: the target may be anything the PBX routes by. */
function identityOf(remote: XmlElement | undefined): SipIdentity | undefined {
  const identity = remote && child(remote, 'identity');
  return identity && { display: identity.attributes.get('display'), uri: identity.text };
}

function child(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((each) => each.name === name);
}
