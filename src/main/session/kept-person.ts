/** Somebody who shares this desk. */
export interface KeptPerson {
  readonly userId: string;
  readonly userName: string;
  /** null: they may come back with less than a password; else why not. */
  readonly refusal: 'duty.password-asked' | 'duty.other-sight' | null;
}
