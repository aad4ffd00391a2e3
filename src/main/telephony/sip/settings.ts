import type { LinkFault } from '../telephony-source.ts';

/** Certificates are always verified; a private authority is named, never switched off. */
export interface SipTls {
  /** PEM of the authority that signed the PBX's certificate, when it is not a public one. */
  readonly ca?: string;
  /** The name in the certificate, when it is not `host`. */
  readonly servername?: string;
}

export interface SipEndpoint {
  readonly host: string;
  readonly port: number;
  readonly transport: 'ws' | 'wss' | 'tcp';
  readonly tls?: SipTls;
}

export interface SipSourceSettings extends SipEndpoint {
  /** The desk's own account. In endpoint mode never the desk phone's: calls would go to the desk, the phone stay silent. */
  readonly user: string;
  readonly secret: string;
  /** The extension of the agent's desk phone, which must have a hint at the PBX. */
  readonly extension: string;
  readonly mode: 'dialog' | 'endpoint';
}

const DEFAULT_PORT = { ws: 8088, wss: 8089, tcp: 5060 } as const;

/** @param server `host:port`, the port optional, IPv6 in brackets; undefined where it is none */
export function parseServer(
  server: string,
  transport: SipEndpoint['transport'],
): { readonly host: string; readonly port: number } | undefined {
  const [, ipv6, name, port] = /^(?:\[([\da-fA-F:.]+)\]|([\w.-]+))(?::(\d{1,5}))?$/.exec(server) ?? [];
  const host = ipv6 ?? name;
  const number = port === undefined ? DEFAULT_PORT[transport] : Number(port);
  return host === undefined || number < 1 || number > 65_535 ? undefined : { host, port: number };
}

/** What the extension is called in events and settings, like the devices of the other sources. */
export function deviceOf(extension: string): string {
  return `SIP/${extension}`;
}

/** What is wrong with the settings, in words for the settings screen; nothing when they can be tried. */
export function settingsFault(settings: SipSourceSettings): LinkFault | undefined {
  const detail = problemOf(settings);
  return detail === undefined ? undefined : { code: 'bad-settings', detail };
}

function problemOf({ host, port, user, secret, extension, mode }: SipSourceSettings): string | undefined {
  if (!/^[\w.:-]{1,253}$/.test(host)) return 'the server is missing or is no host name';
  if (!Number.isInteger(port) || port < 1 || port > 65_535) return 'the port is not between 1 and 65535';
  if (!/^[\w.+-]{1,80}$/.test(user)) return 'the user is missing or has characters a SIP account cannot have';
  if (!/^[\w.*#+-]{1,40}$/.test(extension))
    return 'the extension is missing or has characters it cannot have';
  if (/\p{Cc}/u.test(secret)) return 'the secret has a line break in it';
  if (mode === 'endpoint' && user === extension)
    return 'the user is the desk phone itself: it would fall silent. Register an account of its own';
  return undefined;
}
