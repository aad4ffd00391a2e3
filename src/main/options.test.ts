import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { AppError } from '#shared/kernel/app-error.ts';
import { deskSettings, defaultDeskSettings } from '#shared/settings/desk-settings.ts';
import { parseDeskOptions, USAGE } from './options.ts';
import type { DeskOptions } from './options.ts';

const none: DeskOptions = {
  shell: undefined,
  profile: 'default',
  dataDir: undefined,
  port: 0,
  open: true,
  settings: {},
  amiSecretFile: undefined,
  centreCaFile: undefined,
  signIn: undefined,
  features: {},
  help: false,
};
const parse = (line: string, env: Record<string, string> = {}): DeskOptions =>
  parseDeskOptions(line === '' ? [] : line.split(' '), env);

const EVERYTHING: readonly (readonly [flags: string, env: Record<string, string>, Partial<DeskOptions>])[] = [
  ['--shell browser', { RUFBLATT_SHELL: 'browser' }, { shell: 'browser' }],
  ['--shell electron', { RUFBLATT_SHELL: 'electron' }, { shell: 'electron' }],
  ['--profile nadine.2-b_c', { RUFBLATT_PROFILE: 'nadine.2-b_c' }, { profile: 'nadine.2-b_c' }],
  ['--data /d', { RUFBLATT_DATA: '/d' }, { dataDir: '/d' }],
  ['--port 4780', { RUFBLATT_PORT: '4780' }, { port: 4780 }],
  ['--no-open', { RUFBLATT_NO_OPEN: '1' }, { open: false }],
  [
    '--centre https://c.example',
    { RUFBLATT_CENTRE: 'https://c.example' },
    { settings: { centre: { url: 'https://c.example' } } },
  ],
  ['--ami pbx', { RUFBLATT_AMI: 'pbx' }, { settings: { ami: { enabled: true, host: 'pbx', port: 5038 } } }],
  [
    '--ami 127.0.0.1:5039',
    { RUFBLATT_AMI: '127.0.0.1:5039' },
    { settings: { ami: { enabled: true, host: '127.0.0.1', port: 5039 } } },
  ],
  [
    '--ami [::1]:5039',
    { RUFBLATT_AMI: '[::1]:5039' },
    { settings: { ami: { enabled: true, host: '::1', port: 5039 } } },
  ],
  ['--ami-user cti', { RUFBLATT_AMI_USER: 'cti' }, { settings: { ami: { user: 'cti' } } }],
  ['--centre-ca /ca.pem', { RUFBLATT_CENTRE_CA: '/ca.pem' }, { centreCaFile: '/ca.pem' }],
  ['--ami-secret-file /s', { RUFBLATT_AMI_SECRET_FILE: '/s' }, { amiSecretFile: '/s' }],
  [
    '--device PJSIP/201 --device SIP/202',
    { RUFBLATT_DEVICE: 'PJSIP/201, SIP/202,' },
    { settings: { ami: { devices: ['PJSIP/201', 'SIP/202'] } } },
  ],
  [
    '--sign-in kv/nadine --password-file /p',
    { RUFBLATT_SIGN_IN: 'kv/nadine', RUFBLATT_PASSWORD_FILE: '/p' },
    { signIn: { tenant: 'kv', login: 'nadine', passwordFile: '/p' } },
  ],
  ['--feature a=b=c --feature d=', { RUFBLATT_FEATURE: 'a=b=c,d=' }, { features: { a: 'b=c', d: '' } }],
  ['--help', {}, { help: true }],
  ['-h', {}, { help: true }],
];

describe('the options of a run', () => {
  it('have defaults', () => expect(parse('')).toEqual(none));

  it.each(EVERYTHING)('know %s, and %j', (flags, env, expected) => {
    expect(parse(flags)).toEqual({ ...none, ...expected });
    if (Object.keys(env).length > 0) expect(parse('', env)).toEqual({ ...none, ...expected });
  });

  it('take the flag where both are given', () => {
    const env = Object.assign({}, ...EVERYTHING.map(([, variables]) => variables)) as Record<string, string>;
    const flags =
      '--shell electron --profile p --port 1 --centre http://x --ami h:2 --device PJSIP/9 --feature f=1';
    expect(parse(flags, env)).toMatchObject({
      shell: 'electron',
      profile: 'p',
      port: 1,
      settings: { centre: { url: 'http://x' }, ami: { host: 'h', port: 2, devices: ['PJSIP/9'] } },
      features: { f: '1' },
    });
  });

  it('take an empty variable for none', () => {
    const names = [...USAGE.matchAll(/RUFBLATT_\w+/g)].map(([name]) => name);
    expect(names.length).toBeGreaterThan(10);
    expect(parse('', Object.fromEntries(names.map((name) => [name, ''])))).toEqual(none);
  });

  it('give settings that are settings', () => {
    for (const [flags] of EVERYTHING) {
      const { centre, ami } = parse(flags).settings;
      const { ami: base } = defaultDeskSettings;
      const laid = {
        ...defaultDeskSettings,
        centre: { ...defaultDeskSettings.centre, ...centre },
        ami: { ...base, ...ami },
      };
      expect(deskSettings.safeParse(laid).success, flags).toBe(true);
    }
  });
});

describe('what is wrong', () => {
  it.each([
    ['--shell', 'tk'],
    ['--profile', '../x'],
    ['--profile', '..'],
    ['--profile', 'a/b'],
    ['--port', '65536'],
    ['--port', '-1'],
    ['--port', '1e3'],
    ['--port', ' 80'],
    ['--port', 'x'],
    ['--centre', 'ftp://x'],
    ['--centre', 'http://'],
    ['--centre', 'centre.example'],
    ['--ami', ':5038'],
    ['--ami', 'pbx:0'],
    ['--ami', 'pbx:70000'],
    ['--ami', 'pbx:x'],
    ['--ami', '::1'],
    ['--ami-user', 'u'.repeat(81)],
    ['--device', '201'],
    ['--device', 'PJSIP/201\r\nAction: x'],
    ['--sign-in', 'nadine'],
    ['--sign-in', 'a/b/c'],
    ['--sign-in', '/b'],
    ['--feature', 'x'],
    ['--feature', '=x'],
  ])('is named: %s %j', (flag, value) => {
    expect(() => parseDeskOptions([`${flag}=${value}`], {})).toThrow(
      expect.objectContaining({ code: 'options.bad', message: expect.stringContaining(flag) as string }),
    );
  });

  it('is named when the password for a sign-in is missing', () => {
    expect(() => parse('--sign-in kv/nadine')).toThrow('--password-file');
  });

  it.each(['--colour red', 'stray', '--port', '--no-open=1'])('is named: %s', (line) => {
    expect(() => parse(line)).toThrow(expect.objectContaining({ code: 'options.bad' }));
  });

  it('is an AppError that names a flag or points to the help, for any arguments', () => {
    const flag = fc.constantFrom(...[...USAGE.matchAll(/--[\w-]+/g)].map(([name]) => name));
    const argument = fc.oneof(
      flag,
      fc.string(),
      fc.tuple(flag, fc.string()).map(([name, value]) => `${name}=${value}`),
    );
    fc.assert(
      fc.property(fc.array(argument), (args) => {
        try {
          parseDeskOptions(args, {});
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
          expect((error as AppError).message).toContain('--');
        }
      }),
    );
  });
});
