import type { CertificateFault } from '#shared/ipc/certificate-fault.ts';
import type { DeskStatus } from '#shared/ipc/status.ts';

/** `status.centre` but for what is counted in the replica. `fault` is a catalogue key below `centre.fault.`. */
export interface CentreState {
  readonly state: DeskStatus['centre']['state'];
  readonly fault?: CentreFault;
  readonly detail?: string;
  readonly progress?: NonNullable<DeskStatus['centre']['progress']>;
}

/**
 * Until somebody acts: `sign-in`, `forbidden`, `other-tenant`, `unsent-work`. Until the app is newer: `upgrade`
 * (pushes go on). Tried again by itself: the others.
 */
export type CentreFault =
  | 'sign-in'
  | 'forbidden'
  | 'other-tenant'
  | 'unsent-work'
  | 'upgrade'
  | 'unreachable'
  | `certificate-${CertificateFault}`
  | 'server'
  | 'bad-reply'
  | 'disk'
  | 'internal';

/**
 *   signed-out ──connect──▶ connecting ──caught up──▶ online ◀─────────┐
 *       ▲                    │      │                   │              │
 *       └─────disconnect─────┤      └──failed──▶ offline ◀─failed──────┤ caught up
 *                            │                  or untrusted (back-off)┘
 *                            └──refused──▶ refused (connect or, for an upgrade, time)
 */
export type CentreEvent =
  | { readonly kind: 'disconnected' }
  | { readonly kind: 'connecting' }
  | {
      readonly kind: 'progress';
      readonly done: number;
      readonly total: number;
      readonly remainingMs?: number;
    }
  | { readonly kind: 'caught-up' }
  | { readonly kind: 'failed'; readonly fault: CentreFault; readonly detail: string }
  | { readonly kind: 'refused'; readonly fault: CentreFault; readonly detail: string };

export const SIGNED_OUT: CentreState = { state: 'signed-out' };

export function centreState(state: CentreState, event: CentreEvent): CentreState {
  switch (event.kind) {
    case 'disconnected':
      return SIGNED_OUT;
    case 'connecting':
      return { state: 'connecting' };
    case 'progress': {
      const { kind: _kind, ...progress } = event;
      return { ...state, progress };
    }
    case 'caught-up':
      return state.state === 'online' && !state.progress ? state : { state: 'online' };
    case 'failed':
      return {
        state: event.fault.startsWith('certificate-') ? 'untrusted' : 'offline',
        fault: event.fault,
        detail: event.detail,
      };
    case 'refused':
      return { state: 'refused', fault: event.fault, detail: event.detail };
  }
}
