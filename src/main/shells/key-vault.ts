/** Keeps the replica's raw 32-byte key. */
export interface KeyVault {
  /** `keychain`: wrapped by the system. `weak`: the system's keychain has no secret of its own. `file`: a 0600 file. */
  readonly strength: 'keychain' | 'weak' | 'file';
  /** undefined: there is none yet. Throws an AppError when there is one that cannot be read. */
  load(): Promise<Uint8Array | undefined>;
  save(key: Uint8Array): Promise<void>;
}
