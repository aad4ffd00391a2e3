import { z } from 'zod';

/**
 * Calls the centre knows of because somebody else's PBX told it (a cloud PBX's webhook), as one signed-in user may
 * see them. Additive, as src/shared/sync/protocol.ts: both sides ignore what they do not know.
 */
export const CENTRE_CALLS_PATH = '/api/cti/events';

/** POST: what the signed-in user's door lacks at the centre. */
export const CENTRE_DOOR_PATH = '/api/cti/door';

export const centreDoor = z.object({
  /** Addresses a PBX may post to. */
  addresses: z.number(),
  /** Names a PBX may call this user by: lines, extension, mail address. */
  lines: z.number(),
});
export type CentreDoor = z.infer<typeof centreDoor>;

export const MAX_CENTRE_CALLS = 100;

const CENTRE_CALL_ENDS = [
  'completed',
  'missed-caller',
  'missed-no-answer',
  'busy',
  'rejected',
  'answered-elsewhere',
  'forwarded',
  'failed',
] as const;
export type CentreCallEnd = (typeof CENTRE_CALL_ENDS)[number];

export const centreCall = z.object({
  /** The same for all who see the call, and never used again. */
  id: z.string().min(1).max(64),
  direction: z.enum(['in', 'out']),
  phase: z.enum(['ringing', 'answered', 'ended']),
  /** What this user is known to the PBX by: an extension, an address, a number. */
  line: z.string().max(100),
  /** Of the far end, as the PBX writes it; null where it is withheld or not a number. */
  number: z.string().max(40).nullable(),
  withheld: z.boolean(),
  /** The number the caller dialled. */
  dialled: z.string().max(40).nullable(),
  /** How it ended for this user; null while it lasts. An answer by somebody else is an end. */
  end: z.enum(CENTRE_CALL_ENDS).nullable(),
  /** The name of whoever answered instead, where the PBX or the centre knows it. */
  takenBy: z.string().max(100).nullable(),
});
export type CentreCall = z.infer<typeof centreCall>;

/** All that the socket says: every call this user has now, and those that ended a moment ago. */
export const centreCallsMessage = z.object({ calls: z.array(centreCall).max(MAX_CENTRE_CALLS) });
export type CentreCallsMessage = z.infer<typeof centreCallsMessage>;
