import type { startDe } from './texts-de.ts';

export const startEn: typeof startDe = {
  title: 'Set up this desk',
  lead: 'Five steps to the first call. You can stop at any time and go on later.',
  ready: 'Ready for calls.',
  steps: 'Steps',
  toWork: 'To “Today”',
  later: 'Go on later',
  goOn: 'Go on setting up',
  notNow: 'Not now',
  card: '{{done}} of {{all}} steps are done. Next: {{step}}.',
  fromHouse:
    'What the house says is filled in below already. Your own phone and the secret are left; your administration knows it.',
  state: { done: 'done', open: 'open', busy: 'under way', fault: 'disturbed' },
  step: {
    centre: {
      name: 'Reach the centre',
      next: 'Check the address of the centre and the network of this machine.',
    },
    'sign-in': {
      name: 'Sign in',
      next: 'Sign in with organisation, login and password; the second factor is set up on the way.',
    },
    pbx: {
      name: 'Connect the telephone system',
      next: 'Enter address, user and the own phone below; the administration knows them.',
    },
    'test-call': {
      name: 'Test call',
      next: 'Let the own phone ring below: it shows how far the call gets.',
    },
    sync: {
      name: 'First data',
      next: 'The data come by themselves as soon as the centre is reached. You can work already.',
    },
  },
  help: {
    what: 'Leads from an empty desk to the first call; what is set up already is done.',
    data: 'The desk looks for itself how far it is; nothing of it is kept.',
  },
};
