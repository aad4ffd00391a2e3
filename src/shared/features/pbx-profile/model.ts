import type { Actor } from '../../commands/command.ts';
import type { INBOUND_FORMATS } from '../../phone/dial-profile.ts';
import { defineTable, optionalInteger, optionalText } from '../../rows/table.ts';

/** The ways calls may come in; the house names the one its desks open. */
export const DOORS = ['ami', 'sip', 'fritzbox', 'webhook'] as const;
export type PbxDoor = (typeof DOORS)[number];

/**
 * The telephone system of a house, one row a scope: what is the same at every desk. A desk takes each value where it has
 * none of its own; null: the house says nothing. Secrets are not here, and never will be: rows lie on every desk.
 */
export const pbxProfileTable = defineTable('pbx_profile', {
  door: optionalText<PbxDoor>(),
  ami_host: optionalText(),
  ami_port: optionalInteger(),
  ami_transport: optionalText<'tcp' | 'tls'>(),
  ami_user: optionalText(),
  /** Dial plan context click-to-dial starts in. */
  ami_context: optionalText(),
  /** `host:port`, the port optional. */
  sip_server: optionalText(),
  sip_transport: optionalText<'ws' | 'wss' | 'tcp'>(),
  sip_mode: optionalText<'dialog' | 'endpoint'>(),
  /** Authorities the PBX's certificate is believed from, PEM. */
  sip_ca: optionalText(),
  fritzbox_host: optionalText(),
  fritzbox_port: optionalInteger(),
  /** The dial profile (src/shared/phone/dial-profile.ts). */
  inbound: optionalText<(typeof INBOUND_FORMATS)[number]>(),
  outside_line: optionalText(),
  country: optionalText(),
  area: optionalText(),
  internal_length: optionalInteger(),
  /** As src/shared/phone/own-numbers.ts keeps them, `, ` between. */
  own_numbers: optionalText(),
});

export function mayKeepProfile({ roles }: Pick<Actor, 'roles'>): boolean {
  return roles.includes('admin');
}
