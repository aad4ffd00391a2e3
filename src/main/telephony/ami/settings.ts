import type { LinkFault } from '../telephony-source.ts';
import type { AmiEndpoint } from './connection.ts';
import { checkLine, WireError } from './wire.ts';

export interface AmiSettings extends AmiEndpoint {
  /** The agent's own devices as channels are named after them, e.g. `PJSIP/201`. */
  readonly devices: readonly string[];
  /** Dial plan context a click-to-dial enters, e.g. `internal`. */
  readonly dialContext: string;
  /** Queues whose lost callers are told of although they rang elsewhere; their names as the PBX has them. */
  readonly queues?: readonly string[];
  /**
   * Whether the agent's phone shows the customer's name while it rings at click-to-dial. Off by default: a dial plan
   * that does not set its own `CALLERID(name)` passes it on to the trunk.
   */
  readonly nameOnPhone?: boolean;
}

const device = /^[A-Za-z0-9]+\/[\w.@+:~-]{1,79}$/;
const context = /^[\w.-]{1,79}$/;

/** What is wrong with the settings, in words for the settings screen; nothing when they can be tried. */
export function settingsFault(settings: AmiSettings): LinkFault | undefined {
  const detail = problemOf(settings);
  return detail === undefined ? undefined : { code: 'bad-settings', detail };
}

function problemOf({ host, port, user, secret, devices, dialContext }: AmiSettings): string | undefined {
  if (host.trim() === '' || /\s/.test(host)) return 'the host is missing or has blanks in it';
  if (!Number.isInteger(port) || port < 1 || port > 65_535) return 'the port is not between 1 and 65535';
  if (user === '') return 'the user is missing';
  if (devices.length === 0) return 'no device is named';
  const odd = devices.find((name) => !device.test(name));
  if (odd !== undefined)
    return `not a device name: ${JSON.stringify(odd.slice(0, 80))} (expected one like PJSIP/201)`;
  if (!context.test(dialContext)) return 'not a dial plan context';
  try {
    checkLine('Username', user);
    checkLine('Secret', secret);
  } catch (error) {
    if (error instanceof WireError) return error.message;
    throw error;
  }
  return undefined;
}
