import type { Translated } from '../../i18n/catalogue.ts';
import type { de } from './de.ts';

export const en: Translated<typeof de> = {
  help: {
    webhooks: {
      what: 'Addresses a cloud phone system tells its calls to, and whose line is which.',
      data: 'At the centre; they hold for the whole organisation.',
    },
  },
  title: 'Cloud PBX',
  lead: 'Addresses a cloud PBX posts its calls to, and who is called what there.',
  settings: {
    title: 'Cloud PBX at the centre',
    hint: 'Make addresses for the webhook and assign lines.',
    open: 'Manage the cloud PBX',
  },
  forbidden: 'Leads and administrators manage this.',
  addresses: {
    title: 'Addresses',
    none: 'No address yet. Make one for each PBX.',
    signed: 'signed',
    disabled: 'switched off',
    since: 'made {{when}}',
    rotate: 'New secret',
    rotateSure: 'The old address is refused from then on',
    disable: 'Switch off',
    enable: 'Switch on',
    disabledDone: '“{{name}}” is switched off; its posts are refused.',
    enabledDone: '“{{name}}” takes posts again.',
  },
  add: {
    name: 'Name of the PBX',
    signed: 'Take signed posts only',
    submit: 'Make an address',
  },
  made: {
    title: 'Shown this once',
    lead: 'Enter it at the provider, for sipgate under sipgate.io → Webhooks. The centre keeps none of it; lost means a new secret.',
    url: 'Address',
    key: 'Key of the signature',
    copy: 'Copy: {{what}}',
    copied: 'Copied.',
    close: 'Entered, hide',
  },
  lines: {
    title: 'Lines',
    lead: 'The centre knows the extension and mail address of a person already. Here is what else the PBX calls them.',
    none: 'No further lines.',
    person: 'Person',
    line: 'Line',
    lineHint: 'As the PBX posts it: a user (w0) or a number (492214710121)',
    submit: 'Assign the line',
    added: 'Calls at {{line}} ring at {{name}}.',
    remove: 'Remove line {{line}} of {{name}}',
    removed: 'Line {{line}} is removed.',
  },
  error: {
    webhook: {
      forbidden: {
        cause: 'Only leads and administrators manage cloud PBXs.',
        next: 'Ask a lead.',
      },
      unknown: { cause: 'This address is no longer there.', next: 'Open the list again.' },
      'no-person': { cause: 'This person is no longer there.', next: 'Choose another one.' },
    },
  },
};
