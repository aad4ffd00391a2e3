/** What a desk needs of the phone system's manager user. */
export type SetupItem =
  | 'read.call'
  | 'read.agent'
  | 'write.originate'
  | 'write.reporting'
  | 'channelvars.did'
  | 'channelvars.presentation'
  | 'channelvars.dnid';

/** One line of a setup check. `unproved`: the PBX neither showed nor refused it, a real call will tell. */
export interface SetupFinding {
  readonly item: SetupItem;
  readonly state: 'ok' | 'missing' | 'unproved';
  /** Section of manager.conf the line belongs in, `[general]`. */
  readonly section: string;
  /** What must stand there, word for word. */
  readonly line: string;
}
