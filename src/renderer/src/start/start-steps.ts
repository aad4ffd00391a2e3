import type { DeskStatus } from '#shared/ipc/status.ts';

export const START_STEPS = ['centre', 'sign-in', 'pbx', 'test-call', 'sync'] as const;
export type StartStep = (typeof START_STEPS)[number];

/** `open`: nobody has begun; `busy`: it goes on by itself; `fault`: something is in the way. */
export type StepState = 'done' | 'open' | 'busy' | 'fault';

export interface Stand {
  /** undefined: the desk has not told yet. */
  readonly status: DeskStatus | undefined;
  readonly isSignedIn: boolean;
  /** A call of this desk's phones has been seen since the window opened. */
  readonly hasSeenCall: boolean;
}

const CENTRE: Readonly<Record<DeskStatus['centre']['state'], StepState>> = {
  'signed-out': 'open',
  connecting: 'busy',
  online: 'done',
  offline: 'fault',
  untrusted: 'fault',
  refused: 'fault',
};
const PBX: Readonly<Record<DeskStatus['pbx']['state'], StepState>> = {
  off: 'open',
  connecting: 'busy',
  ready: 'done',
  waiting: 'fault',
  refused: 'fault',
};

/**
 * How far the desk is, told by what is so and not by what was clicked: it can be left at any step and gone on with
 * anywhere, and what is set up already is done.
 */
export function stepStates({
  status,
  isSignedIn,
  hasSeenCall,
}: Stand): Readonly<Record<StartStep, StepState>> {
  const centre = status ? CENTRE[status.centre.state] : 'open';
  const isFilling = status?.centre.progress !== undefined || centre === 'busy' || centre === 'done';
  return {
    centre,
    'sign-in': isSignedIn ? 'done' : 'open',
    pbx: status ? PBX[status.pbx.state] : 'open',
    'test-call': hasSeenCall ? 'done' : 'open',
    sync:
      status && status.centre.asOf !== null
        ? 'done'
        : isFilling
          ? 'busy'
          : centre === 'fault'
            ? 'fault'
            : 'open',
  };
}

/** What the desk cannot do without. A test call is offered: the first real one shows as much. */
export function isReady(states: Readonly<Record<StartStep, StepState>>): boolean {
  return START_STEPS.every((step) => step === 'test-call' || states[step] === 'done');
}

/** Where to go on: what is in the way first, then the first that is not done; undefined: all is done. */
export function nextStep(states: Readonly<Record<StartStep, StepState>>): StartStep | undefined {
  return (
    START_STEPS.find((step) => states[step] === 'fault') ??
    START_STEPS.find((step) => states[step] !== 'done')
  );
}
