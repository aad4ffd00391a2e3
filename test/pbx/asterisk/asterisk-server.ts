import { randomBytes } from 'node:crypto';
import { chown, cp, mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { AmiUser } from '../ami-tap.ts';
import type { SipPeer } from '../sip/transport.ts';
import { AsteriskProcess, RUNNING_AS_ROOT, UNPRIVILEGED_ID } from './asterisk-process.ts';
import type { AsteriskBundle } from './fetch-asterisk.ts';
import { choosePorts } from './ports.ts';
import type { AsteriskPorts } from './ports.ts';
import { waitUntilReady } from './readiness.ts';
import { renderConfig } from './render-config.ts';

export type AsteriskOptions = {
  readonly bundle: AsteriskBundle;
  /** Default: free ones. */
  readonly ports?: AsteriskPorts;
  /** UDP ports on 127.0.0.1 where the desk phones PJSIP/201 … PJSIP/203 listen. */
  readonly phones: { readonly 201: number; readonly 202: number; readonly 203: number };
  /** Where outside calls go, and the source address of calls from outside. */
  readonly trunk: SipPeer;
  /** `channelvars` of manager.conf. Default: what the desk asks for. */
  readonly channelVars?: string;
};

/** What docs/telephony asks the administrator for. */
const CHANNEL_VARS = 'DID,CALLERID(pres),CALLERID(dnid)';

/** A running Asterisk on loopback, with the dial plan of etc/extensions.conf. */
export type AsteriskServer = {
  readonly version: string;
  /** AMI, TCP on 127.0.0.1. */
  readonly amiPort: number;
  /** SIP, UDP and TCP on 127.0.0.1. */
  readonly sipPort: number;
  /** SIP over WebSocket (`/ws`), TCP on 127.0.0.1. */
  readonly wsPort: number;
  /**
   * `full` may do everything, `minimal` has the rights the desk asks for: read=call,agent write=originate,reporting.
   * `control` may act on calls too: write=originate,reporting,call.
   */
  readonly users: { readonly full: AmiUser; readonly minimal: AmiUser; readonly control: AmiUser };
  /** Ends it and removes its folder. */
  stop(): Promise<void>;
  /** SIGKILL, mid-call if need be; calls and registrations are lost, `restart()` brings it back. */
  kill(): Promise<void>;
  /** Starts it anew on the same ports with the same users, after ending it if it runs. Resolves when it is ready. */
  restart(): Promise<void>;
  /** The end of its log. */
  log(): Promise<string>;
};

/**
 * Starts an Asterisk of its own: private folders below the system's temporary folder, loopback only, unprivileged.
 * Resolves when it is fully booted and answers AMI and SIP.
 * @throws Error with the end of its log when it ends or is not ready in time.
 */
export async function startAsterisk(options: AsteriskOptions): Promise<AsteriskServer> {
  const ports = options.ports ?? (await choosePorts());
  const secret = randomBytes(12).toString('hex');
  const users = {
    full: { name: 'cti', secret },
    minimal: { name: 'ctimin', secret },
    control: { name: 'cticall', secret },
  };
  const work = await mkdtemp(join(tmpdir(), 'asterisk-'));
  const bundle = await reachableBundle(options.bundle.folder, work);
  for (const part of ['etc', 'lib', 'spool', 'run', 'log']) await mkdir(join(work, part));
  await renderConfig(join(work, 'etc'), {
    WORK: work,
    BUNDLE: bundle,
    AMI_PORT: ports.ami,
    AMI_SECRET: secret,
    CHANNEL_VARS: options.channelVars ?? CHANNEL_VARS,
    SIP_PORT: ports.sip,
    HTTP_PORT: ports.http,
    RTP_START: ports.rtpStart,
    RTP_END: ports.rtpEnd,
    PHONE_201: options.phones[201],
    PHONE_202: options.phones[202],
    PHONE_203: options.phones[203],
    TRUNK: `${options.trunk.host}:${options.trunk.port}`,
    TRUNK_HOST: options.trunk.host,
  });
  if (RUNNING_AS_ROOT)
    for (const part of ['', 'lib', 'spool', 'run', 'log'])
      await chown(join(work, part), UNPRIVILEGED_ID, UNPRIVILEGED_ID);

  let process = await launch();

  async function launch(): Promise<AsteriskProcess> {
    const launched = new AsteriskProcess(bundle, work);
    const died = launched.exited.then((how) => Promise.reject(new Error(`it ended (${how})`)));
    try {
      await Promise.race([waitUntilReady(ports, users.full), died]);
      return launched;
    } catch (error) {
      await launched.kill();
      throw new Error(`Asterisk did not start: ${(error as Error).message}\n${await launched.lastWords()}`, {
        cause: error,
      });
    } finally {
      died.catch(() => {}); // its later end is no failure of the start
    }
  }

  return {
    version: options.bundle.version,
    amiPort: ports.ami,
    sipPort: ports.sip,
    wsPort: ports.http,
    users,
    kill: () => process.kill(),
    log: () => process.lastWords(),
    async stop() {
      await process.stop();
      await rm(work, { recursive: true, force: true });
    },
    async restart() {
      await process.stop();
      process = await launch();
    },
  };
}

/** The bundle where the unprivileged user can read it: as it lies, or a copy when a folder above it is closed (`/root`). */
async function reachableBundle(folder: string, work: string): Promise<string> {
  if (!RUNNING_AS_ROOT || (await openToAll(folder))) return folder;
  const copy = join(work, 'bundle');
  await cp(folder, copy, { recursive: true });
  return copy;
}

async function openToAll(folder: string): Promise<boolean> {
  const { mode } = await stat(folder);
  if ((mode & 0o001) === 0) return false;
  return dirname(folder) === folder || openToAll(dirname(folder));
}
