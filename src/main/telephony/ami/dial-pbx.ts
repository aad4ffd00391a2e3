import { connect as connectPlain } from 'node:net';
import type { Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';

import type { LinkFault } from '../telephony-source.ts';

/** Certificates are always verified; a private authority is named, never switched off. */
export interface AmiTls {
  /** PEM of the authority that signed the PBX's certificate, when it is not a public one. */
  readonly ca?: string;
  /** The name in the certificate, when it is not `host`. */
  readonly servername?: string;
}

export interface PbxAddress {
  readonly host: string;
  readonly port: number;
  readonly tls?: AmiTls;
}

/** Opens the way to the PBX. The caller listens for `connect` or `secureConnect`, see `readyEvent`. */
export function dialPbx({ host, port, tls }: PbxAddress): Socket {
  const socket =
    tls === undefined
      ? connectPlain({ host, port })
      : connectTls({
          host,
          port,
          ...(tls.ca === undefined ? {} : { ca: tls.ca }),
          servername: tls.servername ?? host,
          minVersion: 'TLSv1.2',
        });
  socket.setNoDelay(true);
  socket.setKeepAlive(true, 30_000);
  return socket;
}

export function readyEvent({ tls }: PbxAddress): 'connect' | 'secureConnect' {
  return tls === undefined ? 'connect' : 'secureConnect';
}

export function unreachable(error: Error): LinkFault {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  return { code: 'unreachable', detail: `${code}: ${error.message}` };
}
