/** How each stage of the desk is doing: what it knows, and why. */
export interface DeskStatus {
  readonly pbx: {
    readonly state: 'off' | 'connecting' | 'ready' | 'waiting' | 'refused';
    /** The door this is about, `ami`, `sip`, …: of several the one in most need. Absent when all are off. */
    readonly adapter?: string;
    /** Catalogue key below `pbx.fault.`; absent when there is none. */
    readonly fault?: string;
    readonly detail?: string;
    /** ms since the epoch of the next attempt. */
    readonly retryAt?: number;
    /** Every door that is ready only tells of calls: nothing can be dialled from here. */
    readonly onlyListens?: true;
  };
  readonly centre: {
    readonly state: 'signed-out' | 'connecting' | 'online' | 'offline' | 'refused';
    readonly fault?: string;
    readonly detail?: string;
    /** When the replica was last known to hold everything; null before the first complete pull. */
    readonly asOf: number | null;
    /** Commands not yet acknowledged by the centre. */
    readonly pending: number;
    /** Commands the centre has refused for good and nobody has looked at. */
    readonly rejected: number;
    /** While catching up: rows so far and in all. */
    readonly progress?: { readonly done: number; readonly total: number };
  };
  /** Where the replica's key lies: the system's keychain, a weak one, or a file beside the replica. */
  readonly keyStrength: 'keychain' | 'weak' | 'file';
}
