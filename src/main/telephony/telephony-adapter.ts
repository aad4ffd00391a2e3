import type { AdapterName, DeskSettings } from '#shared/settings/desk-settings.ts';
import type { TelephonySource } from './telephony-source.ts';

/** A door calls may come in through: how its section of the settings becomes a source. */
export interface TelephonyAdapter {
  /** Its section of the settings, and the name its secret is kept under. */
  readonly name: AdapterName;
  /** False: this door only listens, whatever its state. */
  readonly canDial: boolean;
  /**
   * A new source, not started; undefined while the door is switched off or not set up. Reads its own section alone:
   * it is asked again when that or the secret has changed.
   */
  readonly make: (settings: DeskSettings, secret: string | undefined) => TelephonySource | undefined;
  /** The agent's devices behind this door, `PJSIP/201`, for click-to-dial; none while it is switched off. */
  readonly devices: (settings: DeskSettings) => readonly string[];
}
