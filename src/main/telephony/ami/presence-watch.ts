import type { ExtensionPresence, Presence } from '#shared/calls/presence.ts';
import { field } from './frame.ts';
import type { AmiFrame } from './frame.ts';

/**
 * What the PBX's hints say of its extensions. Two sources: the state of the devices behind a hint
 * (`ExtensionStatus`), and what somebody has set for themselves (`PresenceStatus` of the hint, `PresenceStateChange` of
 * its provider). Only the last word on each is kept, and of no call anything.
 */
export interface PresenceWatch {
  readonly extensions: ReadonlyMap<string, Heard>;
}

interface Heard {
  readonly device: Presence;
  /** "Do not disturb" was set at the phone or in the PBX. */
  readonly isQuiet: boolean;
}

export interface PresenceStep {
  readonly watch: PresenceWatch;
  /** Where what is to be shown has changed. */
  readonly changed?: ExtensionPresence;
}

export const noPresence: PresenceWatch = { extensions: new Map() };

const EVENTS: ReadonlySet<string> = new Set(['extensionstatus', 'presencestatus', 'presencestatechange']);
/** Of a house; what is more is no house's. Later ones are not taken. */
const MOST_EXTENSIONS = 10_000;
const UNHEARD: Heard = { device: 'unknown', isQuiet: false };

export const isOfPresence = ({ event }: AmiFrame): boolean => EVENTS.has(event);

/** Pure. Frames of other events change nothing. */
export function stepPresence(watch: PresenceWatch, frame: AmiFrame): PresenceStep {
  const extension = extensionOf(frame);
  if (!isOfPresence(frame) || extension === undefined) return { watch };
  const before = watch.extensions.get(extension);
  if (!before && watch.extensions.size >= MOST_EXTENSIONS) return { watch };
  const heard = { ...(before ?? UNHEARD), ...heardIn(frame) };
  const next = { extensions: new Map(watch.extensions).set(extension, heard) };
  const presence = shownOf(heard);
  return presence === shownOf(before ?? UNHEARD) && before
    ? { watch: next }
    : { watch: next, changed: { extension, presence } };
}

/** Calls before wishes: who has asked not to be disturbed and talks is talking. */
function shownOf({ device, isQuiet }: Heard): Presence {
  return isQuiet && device !== 'talking' && device !== 'ringing' ? 'do-not-disturb' : device;
}

function extensionOf(frame: AmiFrame): string | undefined {
  // FreePBX and most others name the provider after the extension.
  const said =
    frame.event === 'presencestatechange'
      ? (/^CustomPresence:(.*)$/i.exec(field(frame, 'presentity'))?.[1] ?? '')
      : field(frame, 'exten');
  return /^\d{1,8}$/.test(said) ? said : undefined;
}

function heardIn(frame: AmiFrame): Partial<Heard> {
  const status = field(frame, 'status');
  if (frame.event !== 'extensionstatus') return { isQuiet: status.toLowerCase() === 'dnd' };
  const device = presenceOf(status);
  // A custom device that is nothing but the switch for "do not disturb" is busy while that is on.
  const isSwitch = device === 'talking' && status === '2' && /Custom:DND/i.test(field(frame, 'hint'));
  return isSwitch ? { device: 'free', isQuiet: true } : { device };
}

/** `AST_EXTENSION_…` of pbx.h: bits, 0 is idle, negative is gone. */
const BITS = { inUse: 1, busy: 2, unavailable: 4, ringing: 8, onHold: 16 } as const;

function presenceOf(status: string): Presence {
  if (!/^\d{1,3}$/.test(status)) return 'unknown';
  const bits = Number(status);
  if (bits === 0) return 'free';
  // Whose phone rings while they talk is talking: the second call finds nobody.
  if ((bits & (BITS.inUse | BITS.busy | BITS.onHold)) !== 0) return 'talking';
  return (bits & BITS.ringing) === 0 ? 'unknown' : 'ringing';
}
