import { parseArgs } from 'node:util';
import { AppError, messageOf } from '#shared/kernel/app-error.ts';
import { deskSettings } from '#shared/settings/desk-settings.ts';
import type { DeskSettingsPatch } from '#shared/settings/desk-settings.ts';

/** What a run of the desk was told by flags and environment; flags win. */
export interface DeskOptions {
  readonly shell: 'electron' | 'browser' | undefined;
  /** Own data folder of that name. */
  readonly profile: string;
  /** Where profiles lie; undefined: the system's place for application data. */
  readonly dataDir: string | undefined;
  /** Port of the browser shell; 0: any free one. */
  readonly port: number;
  /** Whether to open the browser by itself. */
  readonly open: boolean;
  /** Laid over the stored settings for this run, never stored. */
  readonly settings: DeskSettingsPatch;
  readonly amiSecretFile: string | undefined;
  /** PEM: the only authorities the centre's certificate is believed from. */
  readonly centreCaFile: string | undefined;
  /** Signs in at the start when nobody is; for the demo and for kiosks: `tenant/login`, and a file with the password. */
  readonly signIn:
    { readonly tenant: string; readonly login: string; readonly passwordFile: string } | undefined;
  /** For single features, by name: `--feature demo-pbx=ws://…`. */
  readonly features: Readonly<Record<string, string>>;
  readonly help: boolean;
}

export const USAGE = `Usage: npm start -- [OPTION …]

  --shell electron|browser   window system; default: Electron where its binary is there    RUFBLATT_SHELL
  --profile NAME             own data folder (default: "default")                          RUFBLATT_PROFILE
  --data DIR                 where profiles lie                                            RUFBLATT_DATA
  --port N                   port of the browser shell (default: any free one)             RUFBLATT_PORT
  --no-open                  do not open the browser                                       RUFBLATT_NO_OPEN=1
  --centre URL               the centre                                                    RUFBLATT_CENTRE
  --centre-ca FILE           the authority its certificate must come from (PEM), and no other RUFBLATT_CENTRE_CA
  --ami HOST:PORT            the PBX's manager interface                                   RUFBLATT_AMI
  --ami-user U               its user                                                      RUFBLATT_AMI_USER
  --ami-secret-file F        file with that user's secret                                  RUFBLATT_AMI_SECRET_FILE
  --device PJSIP/201         the agent's device; may be given several times                RUFBLATT_DEVICE (comma)
  --sign-in TENANT/LOGIN     sign in at the start when nobody is                           RUFBLATT_SIGN_IN
  --password-file F          file with the password for that                               RUFBLATT_PASSWORD_FILE
  --feature NAME=VALUE       for one feature; may be given several times                   RUFBLATT_FEATURE (comma)
  --help

Everything of the PBX and the centre is in the settings screen too; what is given here holds for this run only.
`;

const FLAGS = {
  shell: { type: 'string' },
  profile: { type: 'string' },
  data: { type: 'string' },
  port: { type: 'string' },
  'no-open': { type: 'boolean' },
  centre: { type: 'string' },
  'centre-ca': { type: 'string' },
  ami: { type: 'string' },
  'ami-user': { type: 'string' },
  'ami-secret-file': { type: 'string' },
  device: { type: 'string', multiple: true },
  'sign-in': { type: 'string' },
  'password-file': { type: 'string' },
  feature: { type: 'string', multiple: true },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Throws AppError `options.bad` that names the flag. */
export function parseDeskOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): DeskOptions {
  const values = read(args);
  const text = (
    flag:
      | 'shell'
      | 'profile'
      | 'data'
      | 'port'
      | 'centre'
      | 'centre-ca'
      | 'ami'
      | 'ami-user'
      | 'ami-secret-file'
      | 'sign-in'
      | 'password-file',
  ) => values[flag] ?? (env[`RUFBLATT_${flag.toUpperCase().replaceAll('-', '_')}`] || undefined);

  const shell = text('shell');
  if (shell !== undefined && shell !== 'electron' && shell !== 'browser')
    throw bad('--shell', 'electron or browser');
  const profile = text('profile') ?? 'default';
  if (!/^[\w.-]{1,60}$/.test(profile) || /^\.+$/.test(profile))
    throw bad('--profile', 'letters, digits, dot, dash');
  const port = text('port') ?? '0';
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) throw bad('--port', 'a number from 0 to 65535');
  const centre = text('centre');
  if (centre !== undefined && !(/^https?:\/\/./.test(centre) && URL.canParse(centre)))
    throw bad('--centre', 'an address beginning with http:// or https://');

  const ami = parseAddress(text('ami'));
  const user = text('ami-user');
  const devices = list(values.device, env.RUFBLATT_DEVICE);
  const { shape } = deskSettings.shape.ami;
  if (user !== undefined && !shape.user.safeParse(user).success)
    throw bad('--ami-user', 'at most 80 characters');
  if (devices && !shape.devices.safeParse(devices).success)
    throw bad('--device', 'at most 10 devices like PJSIP/201');

  return {
    shell,
    profile,
    dataDir: text('data'),
    port: Number(port),
    open: !(values['no-open'] ?? env.RUFBLATT_NO_OPEN === '1'),
    settings: {
      ...(centre !== undefined && { centre: { url: centre } }),
      ...((ami !== undefined || user !== undefined || devices !== undefined) && {
        ami: {
          ...(ami !== undefined && { enabled: true, ...ami }),
          ...(user !== undefined && { user }),
          ...(devices !== undefined && { devices: [...devices] }),
        },
      }),
    },
    amiSecretFile: text('ami-secret-file'),
    centreCaFile: text('centre-ca'),
    signIn: parseSignIn(text('sign-in'), text('password-file')),
    features: Object.fromEntries((list(values.feature, env.RUFBLATT_FEATURE) ?? []).map(parsePair)),
    help: values.help ?? false,
  };
}

function read(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: FLAGS, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new AppError('options.bad', `${messageOf(error)} – see --help`, {}, { cause: error });
  }
}

/** Of a flag that may be given several times, or a variable with commas; an empty variable is none. */
function list(
  flag: readonly string[] | undefined,
  variable: string | undefined,
): readonly string[] | undefined {
  return (
    flag ??
    (variable
      ? variable
          .split(',')
          .map((part) => part.trim())
          .filter(Boolean)
      : undefined)
  );
}

const AMI_PORT = 5038;

/** `pbx`, `pbx:5038`, `192.0.2.1:5038`, `[2001:db8::1]:5038`. */
function parseAddress(
  text: string | undefined,
): { readonly host: string; readonly port: number } | undefined {
  if (text === undefined) return undefined;
  const [, six, host = six, port = AMI_PORT] =
    /^(?:\[([\da-f:.]+)\]|([\w.-]+))(?::(\d{1,5}))?$/i.exec(text) ?? [];
  if (host === undefined || Number(port) < 1 || Number(port) > 65_535) throw bad('--ami', 'HOST:PORT');
  return { host, port: Number(port) };
}

function parseSignIn(value: string | undefined, passwordFile: string | undefined): DeskOptions['signIn'] {
  if (value === undefined) return undefined;
  const [tenant, login, ...rest] = value.split('/');
  if (!tenant || !login || rest.length > 0) throw bad('--sign-in', 'TENANT/LOGIN');
  if (passwordFile === undefined)
    throw bad('--password-file', 'a file with the password, together with --sign-in');
  return { tenant, login, passwordFile };
}

function parsePair(pair: string): [string, string] {
  const at = pair.indexOf('=');
  if (at < 1) throw bad('--feature', 'NAME=VALUE');
  return [pair.slice(0, at), pair.slice(at + 1)];
}

const bad = (flag: string, expected: string): AppError =>
  new AppError('options.bad', `${flag} takes ${expected} – see --help`, { flag });
