import type { DeskPhone, PhoneDisplay } from './desk-phone.ts';
import type { EmitEvent } from './exchange.ts';
import type { Header } from './frame.ts';

/** `AST_EXTENSION_…` of pbx.h, with Asterisk's own words for them. */
const STATES: Readonly<Record<PhoneDisplay['state'], readonly [status: string, text: string]>> = {
  idle: ['0', 'Idle'],
  ringing: ['8', 'Ringing'],
  talking: ['1', 'InUse'],
  held: ['16', 'Hold'],
};

/** What the hint of an extension says of its phone now. */
export function hintOf({ extension, device, shown }: DeskPhone): readonly Header[] {
  const [status, text] = STATES[shown.state];
  return [
    ['Exten', extension],
    ['Context', 'internal'],
    ['Hint', device],
    ['Status', status],
    ['StatusText', text],
  ];
}

/** Tells every change of a phone's hint, as a dial plan with hints makes Asterisk do. */
export function tellHints(phones: readonly DeskPhone[], emit: EmitEvent): void {
  for (const phone of phones) {
    let last = STATES[phone.shown.state][0];
    phone.onChange(({ state }) => {
      const [status] = STATES[state];
      if (status === last) return;
      last = status;
      emit('ExtensionStatus', hintOf(phone));
    });
  }
}
