import type { Translated } from './catalogue.ts';
import type { errorsDe } from './errors-de.ts';

const tellAdmin = 'Please tell your administration; the details are in the log of this desk.';

export const errorsEn: Translated<typeof errorsDe> = {
  internal: {
    cause: 'That did not work: something broke inside the program.',
    next: `Your data is unchanged. ${tellAdmin}`,
  },
  access: {
    denied: { cause: 'You do not have the right to do that.', next: 'Please ask the administration.' },
  },
  device: {
    unknown: { cause: 'This device is signed out already.', next: 'There is nothing left to do.' },
  },
  field: {
    forbidden: { cause: 'This field is not for you ({{field}}).', next: 'Please ask the administration.' },
  },
  outgoing: {
    'bad-address': { cause: 'That is no address on the network.', next: 'It begins with https://.' },
    insecure: { cause: 'The address {{host}} is not encrypted.', next: 'It must begin with https://.' },
    private: { cause: '{{host}} is in the private network.', next: 'The administration can allow that.' },
    unreachable: { cause: '{{host}} cannot be reached.', next: 'Try again later.' },
    'too-large': { cause: '{{host}} answers with too much.', next: 'Check the address.' },
  },
  provider: {
    none: { cause: 'This organisation signs in with a password.', next: 'Enter login name and password.' },
    failed: { cause: 'Signing in at the other service did not work.', next: 'Begin again.' },
    unreachable: { cause: 'The other service cannot be reached.', next: 'Try again later.' },
  },
  'second-factor': {
    on: { cause: 'There is a second factor already.', next: 'Turn it off first.' },
    required: { cause: 'Your organisation asks for a second factor.', next: 'It stays on.' },
  },
  secrets: {
    unreadable: {
      cause: 'The centre cannot open one of its secrets: it was changed in the database.',
      next: 'Tell your administration; a recovery code still lets you in.',
    },
    'wrong-key': {
      cause: 'The centre lacks the key of its secrets.',
      next: 'Tell your administration: the key file of the centre has to be put back.',
    },
    'key-file': {
      cause: 'The centre cannot use its key file.',
      next: 'Tell your administration: the key file of the centre has to be put back.',
    },
    unconfirmed: {
      cause: 'What no key opens would be removed for good.',
      next: 'Confirm with --yes.',
    },
  },
  setting: {
    unknown: { cause: 'There is no such setting ({{name}}).', next: 'Check its spelling.' },
    bad: { cause: '{{name}} cannot be set like that.', next: 'docs/security.md names the values.' },
  },
  'policy-paper': {
    unknown: {
      cause: 'There is no such version of the policy.',
      next: 'Open it again and read it once more.',
    },
    raced: {
      cause: 'Somebody else has just published a version.',
      next: 'Look at the new version, then decide.',
    },
  },
  account: {
    'login-taken': { cause: 'There is a login “{{login}}” already.', next: 'Choose another.' },
    unknown: { cause: 'There is no login “{{login}}”.', next: 'Check its spelling.' },
  },
  call: {
    gone: { cause: 'This call has been over for a while.', next: 'It stands in the list of calls.' },
    'not-a-party': { cause: 'Somebody like that cannot be the caller.', next: 'Choose a customer.' },
  },
  flags: {
    bad: { cause: 'A start option is wrong ({{flag}}).', next: 'Start with --help; it lists all options.' },
  },
  login: {
    'code-needed': {
      cause: 'The code of the authenticator app is missing.',
      next: 'Enter the six-digit code or a recovery code.',
    },
    'code-refused': {
      cause: 'The code is wrong, or it was used before.',
      next: 'Wait for the next code, and check the clock of the phone.',
    },
    'not-linked': {
      cause: 'This account is linked to nobody here.',
      next: 'Please ask the administration.',
    },
    refused: {
      cause: 'Organisation, login name or password is wrong.',
      next: 'Check all three – capital letters too. Your administration resets the password.',
    },
    'too-many': { cause: 'Too many failed attempts.', next: 'Try again in {{seconds}} seconds.' },
  },
  password: {
    'too-common': {
      cause: 'This password is among the first that are guessed.',
      next: 'Choose something of your own; a short sentence is easy to remember.',
    },
    wrong: { cause: 'The present password is wrong.', next: 'Check upper and lower case too.' },
    same: { cause: 'The new password is the old one.', next: 'Choose another.' },
    'too-short': {
      cause: 'The password is too short.',
      next: 'Eight characters at least; a short sentence is easy to remember.',
    },
  },
  request: {
    invalid: {
      cause: 'The centre did not accept a value ({{where}}).',
      next: 'Check the value and try again.',
    },
    malformed: {
      cause: 'The centre did not understand the request.',
      next: 'Update Rufblatt; otherwise tell your administration.',
    },
    'media-type': {
      cause: 'The centre did not understand the request.',
      next: 'Update Rufblatt; otherwise tell your administration.',
    },
    'not-found': {
      cause: 'The centre does not know this request.',
      next: 'Check address and version of the centre.',
    },
    timeout: { cause: 'The centre took too long.', next: 'Try again in a moment.' },
    'too-large': {
      cause: 'That is too much at once for the centre.',
      next: 'Shorten the text and try again.',
    },
    'too-many': { cause: 'Too many requests in a short time.', next: 'Try again in {{seconds}} seconds.' },
  },
  settings: {
    'bad-certificate': {
      cause: 'This certificate cannot be read; it is damaged or incomplete.',
      next: 'Fetch the file of the certificate authority again, in PEM.',
    },
    'no-authority': {
      cause: '{{name}} is no certificate authority but the certificate of a server.',
      next: 'Enter the certificate of the authority that signed it.',
    },
  },
  tenant: {
    unknown: { cause: 'The centre has no such organisation.', next: 'Check the short name.' },
    exists: { cause: 'There is such an organisation already.', next: 'Choose another short name.' },
    'bad-slug': { cause: 'That is not a short name.', next: 'Use lower-case letters, digits and hyphens.' },
  },
  bridge: {
    lost: {
      cause: 'The desk cannot be reached right now.',
      next: 'It reconnects by itself; please try again then.',
    },
  },
  ipc: {
    'untrusted-sender': {
      cause: 'This page may not use the desk.',
      next: 'Open Rufblatt in its own window.',
    },
    'unknown-channel': { cause: 'Page and desk differ in age.', next: 'Reload the page.' },
    'unknown-call': { cause: 'Page and desk differ in age.', next: 'Reload the page.' },
    'bad-arguments': {
      cause: 'The desk did not accept a value ({{where}}).',
      next: 'Check the value and try again.',
    },
  },
  session: {
    revoked: { cause: 'This device was signed out.', next: 'Sign in again; unsent work is kept.' },
    disabled: { cause: 'This account is closed.', next: 'Please ask the administration.' },
    unfinished: { cause: 'Something comes first.', next: 'Change the password or set up the second factor.' },
    'weak-keychain': {
      cause: 'Your organisation asks for a keychain, which is missing here.',
      next: "Set up the system's keychain, or ask the administration.",
    },
    none: { cause: 'Nobody is signed in.', next: 'Please sign in and try again.' },
    ended: { cause: 'Your sign-in has expired.', next: 'Sign in again; unsent work is kept.' },
  },
  filter: { unknown: { cause: 'There is no such filter.', next: 'Open the list again.' } },
  command: {
    'centre-only': {
      cause: 'Only the centre itself writes that.',
      next: 'Nothing to do: it happens by itself.',
    },
    unknown: {
      cause: 'This desk does not know that act.',
      next: 'Reload the page; otherwise update Rufblatt.',
    },
    'bad-arguments': { cause: 'A value does not fit ({{where}}).', next: 'Check the value and try again.' },
    'too-large': { cause: 'The text is too long to be stored.', next: 'Please shorten it and try again.' },
  },
  row: {
    changed: {
      cause: 'Somebody else has changed the entry meanwhile.',
      next: 'Look at it as it is now and, where needed, change it again.',
    },
    conflict: {
      cause: 'Somebody else has meanwhile changed what this would change.',
      next: 'Look at it as it is now and, where needed, change it again.',
    },
    exists: { cause: 'That exists already.', next: 'Nothing to do; the screen will be right in a moment.' },
    gone: { cause: 'The entry has been deleted meanwhile.', next: 'Open the page again.' },
    missing: {
      cause: 'The entry is not on this desk.',
      next: 'Wait until the data is complete, then try again.',
    },
    refused: { cause: 'The change was not accepted.', next: tellAdmin },
    'bad-column': { cause: 'The change does not fit the data.', next: tellAdmin },
    'bad-id': { cause: 'The change does not fit the data.', next: tellAdmin },
    'bad-value': { cause: 'A value does not fit its field.', next: 'Check the value and try again.' },
  },
  scope: {
    forbidden: {
      cause: 'This area does not belong to your account.',
      next: 'Ask your administration for access.',
    },
  },
  centre: {
    'bad-address': {
      cause: '“{{url}}” is not the address of a centre.',
      next: 'Enter a complete address, for example https://centre.example.',
    },
    insecure: {
      cause: 'The connection to {{url}} would not be encrypted.',
      next: 'Begin the address with https://; unencrypted works on this computer only.',
    },
    plaintext: {
      cause: 'The centre would be reachable unencrypted.',
      next: 'Set up TLS or listen on this computer only.',
    },
    refused: {
      cause: 'The centre has refused (HTTP {{status}}).',
      next: 'Check the address; otherwise tell your administration.',
    },
    busy: { cause: 'The centre is busy right now.', next: 'Try again in a moment; your work is stored.' },
    stopping: {
      cause: 'The centre is being stopped.',
      next: 'Go on working; things are sent as soon as it is back.',
    },
    'not-migrated': {
      cause: "The centre's database is not up to this version yet.",
      next: 'Start a node of the new version; it brings it up to date.',
    },
    'not-ready': {
      cause: 'The database of the centre does not answer.',
      next: 'Go on working; it is sent once it is back.',
    },
    'certificate-self-signed': {
      cause: 'Nobody vouches for the certificate of {{host}}. Nothing was sent.',
      next: 'Is it your centre’s? Then get it from your administration and enter it as the certificate of the centre.',
    },
    'certificate-unknown-ca': {
      cause: 'The certificate of {{host}} comes from an authority nobody knows here. Nothing was sent.',
      next: 'Get that authority’s certificate from your administration and enter it as the certificate of the centre.',
    },
    'certificate-expired': {
      cause: 'The certificate of {{host}} has expired. Nothing was sent.',
      next: 'Your administration has to renew it. Or is the clock of this computer wrong?',
    },
    'certificate-early': {
      cause: 'By the clock of this computer the certificate of {{host}} is not valid yet. Nothing was sent.',
      next: 'Check date and time of this computer; where they are right, tell your administration.',
    },
    'certificate-wrong-host': {
      cause: 'The certificate is not for {{host}}: another machine answers there. Nothing was sent.',
      next: 'Check the address of the centre; where it is right, tell your administration.',
    },
    'certificate-bad': {
      cause: 'The certificate of {{host}} is not valid. Nothing was sent.',
      next: 'Tell your administration.',
    },
    offline: {
      cause: 'The centre cannot be reached.',
      next: 'Check network and address; you can go on working, it is sent later.',
    },
    'bad-reply': {
      cause: 'The reply of the centre makes no sense.',
      next: 'Check the address: something else may run there.',
    },
  },
  control: {
    'not-ready': {
      cause: 'The phone system is not connected.',
      next: 'Hang up or transfer on the phone itself.',
    },
    'bad-number': {
      cause: '“{{target}}” cannot be dialled.',
      next: 'Enter an extension or a number.',
    },
    'no-call': { cause: 'This call is over.', next: 'There is nothing left to do.' },
    'no-target': {
      cause: 'The phone system does not know “{{target}}”. The call goes on.',
      next: 'Check the extension.',
    },
    'not-permitted': {
      cause: 'Rufblatt may neither hang up nor transfer at this phone system.',
      next: 'The administration has to give the manager user the right “call” in manager.conf: write = originate,reporting,call. Until then use the phone itself.',
    },
    failed: {
      cause: 'The phone system has refused. The call goes on.',
      next: 'A transfer needs somebody on the line. Otherwise use the phone itself.',
    },
    timeout: {
      cause: 'The phone system did not answer in time.',
      next: 'Look at the phone before you try again.',
    },
    unsupported: {
      cause: 'This phone system only reports calls; Rufblatt can neither hang up nor transfer with it.',
      next: 'Hang up or transfer on the phone itself.',
    },
  },
  dial: {
    'bad-number': {
      cause: '“{{number}}” cannot be dialled.',
      next: 'Enter exactly one number, with its area code.',
    },
    'not-ready': {
      cause: 'The phone system is not connected.',
      next: 'Dial on the phone itself, or check the phone system in the settings.',
    },
    failed: {
      cause: 'The phone system did not start the call.',
      next: 'Check that your own phone is registered and free.',
    },
    timeout: {
      cause: 'The phone system did not answer in time.',
      next: 'Look at the phone before you dial again.',
    },
    unsupported: {
      cause: 'This phone system only reports calls; Rufblatt cannot dial with it.',
      next: 'Dial on the phone itself.',
    },
    'no-device': {
      cause: 'No phone is entered for this workplace.',
      next: 'Enter it in the settings under “My phones”.',
    },
  },
  key: {
    unwritable: {
      cause: 'The key to the local data cannot be stored.',
      next: 'Check that the data folder can be written and the disk has room.',
    },
    unreadable: { cause: 'The key to the local data cannot be read.', next: tellAdmin },
  },
  'key-vault': {
    unavailable: {
      cause: 'The keychain of the system cannot be reached.',
      next: 'Unlock the keychain and start Rufblatt again.',
    },
    unreadable: {
      cause: 'The keychain did not hand out the key.',
      next: 'Sign in to the system with the same account as before; otherwise tell your administration.',
    },
  },
  options: {
    bad: { cause: 'A start option is wrong.', next: 'Start Rufblatt with --help; it lists all options.' },
  },
  replica: {
    damaged: {
      cause: 'The local database is damaged.',
      next: 'Start Rufblatt again: unsent work is rescued, the rest is fetched anew.',
    },
    'disk-error': {
      cause: 'The disk takes no more.',
      next: 'Make room or check the disk, then repeat what you entered.',
    },
    'disk-full': {
      cause: 'The disk is full; nothing was stored.',
      next: 'Make room and repeat what you entered.',
    },
    'migration-failed': { cause: 'The local database could not be updated.', next: tellAdmin },
    newer: { cause: 'The local data comes from a newer version.', next: 'Update Rufblatt.' },
    'other-tenant': {
      cause: 'This desk holds data of another organisation.',
      next: 'Start with another profile (--profile).',
    },
    'unsent-work': {
      cause: 'This desk still holds unsent work of another account.',
      next: 'Sign in with that account and let it send, or use another profile.',
    },
    'wrong-key': { cause: 'The key does not fit the local data.', next: tellAdmin },
  },
  shell: {
    'port-taken': {
      cause: 'The port is taken already.',
      next: 'Choose another (--port) or stop the other program.',
    },
  },
  sync: {
    'bad-row': {
      cause: 'The centre sent data that does not fit here.',
      next: 'Update Rufblatt; otherwise tell your administration.',
    },
    clone: {
      cause: 'Two copies of this desk send at the same time.',
      next: 'Update Rufblatt; nothing is lost.',
    },
    'foreign-client': {
      cause: 'The centre no longer knows this desk.',
      next: 'Sign out and in again; unsent work is kept.',
    },
  },
};
