import type { Translated } from '../../i18n/catalogue.ts';
import type { de } from './de.ts';

export const en: Translated<typeof de> = {
  nav: 'Telephone system',
  title: 'Telephone system of the house',
  lead: 'What is the same at every desk. Each takes it for as long as nothing else is set there.',
  link: 'Telephone system of the house',
  linkHint: 'The way calls come in, the address and how numbers are written, for all desks at once.',
  forbidden: 'Only people with the role administration set the telephone system of the house.',
  help: {
    profile: {
      what: 'How this house telephones: the way calls come in, the address of the system, how it writes numbers. New desks find it filled in.',
      data: 'Lies on every desk and arrives there by itself, in the middle of the day too. Secrets are not part of it: each desk has its own.',
    },
  },
  door: {
    title: 'The way of calls',
    label: 'Calls come in through',
    hint: 'This way is on at every desk that does not switch it off itself.',
    ami: 'Asterisk (AMI)',
    sip: 'SIP',
    fritzbox: 'FRITZ!Box',
    webhook: 'Cloud PBX (webhook)',
  },
  own: {
    ami: 'The secret, the own phones and queues are set at the desk itself. The secret is never synced.',
    sip: 'Account, secret and extension are set at the desk itself. The secret is never synced.',
    fritzbox: 'The own numbers and extensions are set at the desk itself.',
    webhook: 'Nothing more is needed here: who gets which calls is set under “Cloud PBX”.',
  },
  numbers: 'Numbers',
  nothingSaid: 'not set',
  sayNothing: '{{field}}: not set',
  missing: 'Without this the way cannot be opened.',
  rule: {
    host: 'The name or the IP address alone: no port, no http://',
    user: 'At most 80 characters, no line break',
  },
  ownNumbers: {
    range: '{{number}}: switchboard and extensions {{first}} to {{last}}',
    single: '{{number}}: this number alone',
  },
  try: {
    label: 'Try a number',
    hint: 'The way the system shows it. Goes by what stands above, even before it is saved.',
    none: 'This is no telephone number.',
    internal: 'Extension {{extension}} of the house',
    ownExtension: '{{number}}: own extension {{extension}}',
    ownMain: '{{number}}: own main number',
    outside: '{{number}}: from outside',
    outsideOr: '{{number}}: from outside; else read as {{others}}',
    more: 'Who would be found is shown by “Test this number” in the settings.',
  },
  choice: { tls: 'yes, with TLS', tcp: 'no' },
  save: 'Save for all',
  reaches: 'Running desks take it at once and connect anew.',
  saved: 'Saved; every desk takes it.',
  error: {
    'pbx-profile': {
      'not-allowed': {
        cause: 'Only the administration changes the telephone system of the house.',
        next: 'Ask the administration.',
      },
      'bad-value': {
        cause: 'The field “$t(pbx-profile:words.field.pbx_profile.{{field}})” takes no such value.',
        next: 'Change the value of this field and save again.',
      },
      incomplete: {
        cause: 'This way of calls lacks the field “$t(pbx-profile:words.field.pbx_profile.{{field}})”.',
        next: 'Fill it in or choose another way.',
      },
    },
  },
  words: {
    thing: { pbx_profile: 'Telephone system of the house' },
    field: {
      pbx_profile: {
        door: 'Way of calls',
        ami_host: 'Address (AMI)',
        ami_port: 'Port (AMI)',
        ami_transport: 'Encryption (AMI)',
        ami_user: 'User (AMI)',
        ami_context: 'Dial context',
        sip_server: 'Server (SIP)',
        sip_transport: 'Transport (SIP)',
        sip_mode: 'Mode (SIP)',
        sip_ca: 'Authority (SIP)',
        fritzbox_host: 'Address (FRITZ!Box)',
        fritzbox_port: 'Port (FRITZ!Box)',
        inbound: 'How callers are written',
        outside_line: 'Outside line',
        country: 'Country code',
        area: 'Area code',
        internal_length: 'Digits of extensions',
        own_numbers: 'Numbers of the house',
      },
    },
    value: {
      pbx_profile: {
        door: { ami: 'Asterisk (AMI)', sip: 'SIP', fritzbox: 'FRITZ!Box', webhook: 'Cloud PBX (webhook)' },
        ami_transport: { tls: 'With TLS', tcp: 'Not encrypted' },
        sip_transport: { wss: 'wss', ws: 'ws – not encrypted', tcp: 'tcp – not encrypted' },
        sip_mode: { dialog: 'Watch the desk phone', endpoint: 'An account that rings' },
        inbound: {
          auto: 'Find out',
          e164: '+49221…',
          'e164-without-plus': '49221…',
          'international-00': '0049221…',
          national: '0221…',
        },
      },
    },
    act: { 'pbx-profile': { set: 'Change the telephone system of the house' } },
  },
};
