/** How one door calls may come in through is doing. */
export interface DoorStatus {
  /** Its name in the settings: `ami`, `sip`, … */
  readonly adapter: string;
  /** `off`: switched off, or not enough is set to try. */
  readonly state: 'off' | 'connecting' | 'ready' | 'waiting' | 'refused';
  /** Catalogue key below `pbx.fault.`; absent when there is none. */
  readonly fault?: string;
  readonly detail?: string;
  /** ms since the epoch of the next attempt. */
  readonly retryAt?: number;
  /** This door only tells of calls, whatever its state. */
  readonly onlyListens?: true;
}

/** How each stage of the desk is doing: what it knows, and why. */
export interface DeskStatus {
  /** One of each door there is, in the order they are asked to dial. */
  readonly links: readonly DoorStatus[];
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
    /** `untrusted`: somebody answers who cannot prove to be the centre; nothing is sent to them. */
    readonly state: 'signed-out' | 'connecting' | 'online' | 'offline' | 'untrusted' | 'refused';
    readonly fault?: string;
    readonly detail?: string;
    /** When the replica was last known to hold everything; null before the first complete pull. */
    readonly asOf: number | null;
    /** Commands not yet acknowledged by the centre. */
    readonly pending: number;
    /** Commands the centre has refused for good and nobody has looked at. */
    readonly rejected: number;
    /** Conflicts this person has not looked at, of either side; absent: none. */
    readonly conflicts?: number;
    /** The centre was lately set back to a backup: when that was noticed, ms, and how many commands go there again. */
    readonly restored?: { readonly at: number; readonly again: number };
    /** While catching up: rows so far and in all, and how long it will take, once that can be told. */
    readonly progress?: { readonly done: number; readonly total: number; readonly remainingMs?: number };
    /** The last comparison of what is here with the centre: ranges of rows that differed and were put right or not. */
    readonly checked?: { readonly at: number; readonly repaired: number; readonly differing: number };
  };
  /** Where the replica's key lies: the system's keychain, a weak one, or a file beside the replica. */
  readonly keyStrength: 'keychain' | 'weak' | 'file';
  /** Days until the desk locks itself for want of its centre; absent while there are plenty. */
  readonly leaseDaysLeft?: number;
}
