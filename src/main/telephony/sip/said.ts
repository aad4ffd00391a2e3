import type { Said } from '../door-trace.ts';
import { identityFields } from '../door-trace.ts';
import type { DialogInfo } from './dialog-info.ts';
import { partyOf } from './party.ts';
import type { SipCall, SipInput, SipTracker } from './tracker/state.ts';

/** A NOTIFY's dialogs, an invitation, the progress of a click-to-dial: for the black boxes of the calls they concerned. */
export function saidOf(input: SipInput, before: SipTracker, after: SipTracker): readonly Said[] {
  const callsWhere = (is: (call: SipCall) => boolean): readonly SipCall[] => [
    ...new Map([...before.calls, ...after.calls].filter(is).map((call) => [call.id, call])).values(),
  ];
  const said = (
    event: string,
    calls: readonly SipCall[],
    fieldsOf: (call: SipCall) => Said['fields'],
  ): readonly Said[] => calls.map((call) => ({ leg: call.id, event, fields: fieldsOf(call) }));
  switch (input.type) {
    case 'document':
      return input.document.dialogs.flatMap((dialog) =>
        said(
          'dialog',
          callsWhere((call) => call.dialog === dialog.id),
          (call) => dialogFields(dialog, call),
        ),
      );
    case 'invited':
    case 'uninvited': {
      const calls = callsWhere((call) => call.invite === input.invite);
      return said(input.type === 'invited' ? 'invite' : 'cancel', calls, (call) =>
        input.type === 'invited'
          ? identityFields(call.remote.withheld ? call.remote : input.from)
          : { elsewhere: String(input.elsewhere) },
      );
    }
    case 'dialled':
    case 'dial-answered':
    case 'dial-progress':
    case 'dial-failed':
      return said(
        'dial',
        callsWhere(({ id }) => id === input.id),
        () => ({
          step: input.type,
          ...('to' in input ? { calleridnum: input.to } : {}),
          ...('progress' in input ? { progress: input.progress } : {}),
        }),
      );
    case 'due':
    case 'relinked':
      return [];
  }
}

function dialogFields(
  { id, state, direction, event, code, remote }: DialogInfo,
  call: SipCall,
): Said['fields'] {
  const party = remote === undefined ? {} : partyOf(remote);
  return {
    dialog: id,
    state,
    direction,
    cause: event,
    code: code?.toString(),
    ...identityFields(call.remote.withheld ? call.remote : party),
  };
}
