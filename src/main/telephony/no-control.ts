import type { CallControl, ControlResult } from './telephony-source.ts';

const UNSUPPORTED: ControlResult = {
  ok: false,
  code: 'unsupported',
  detail: 'this door tells of calls and cannot act on them',
};

/** For doors that cannot act on a call. */
export const noControl: CallControl = {
  canControl: false,
  hangUp: async () => UNSUPPORTED,
  transfer: async () => UNSUPPORTED,
};
