/** Every wait of the adapter, ms. Tests shorten them; nothing else should. */
export interface SipTiming {
  /** From opening the connection to the first document. */
  readonly loginMs: number;
  /** Before a refused login is tried a second and last time: a PBX that is just starting refuses everybody. */
  readonly retryMs: number;
  /** Between two OPTIONS; up to a third more at random. */
  readonly pingMs: number;
  /** For the answer to one. Two in a row unanswered, and the link is dead: 15·4/3 + 7 + 7 = 34 s at the most. */
  readonly pongMs: number;
  /** How long a call waits for its other witness; see `SipCall`. */
  readonly settleMs: number;
  /** How long the agent's own phone rings at click-to-dial. */
  readonly agentRingMs: number;
}

export const defaultTiming: SipTiming = {
  loginMs: 10_000,
  retryMs: 2_000,
  pingMs: 15_000,
  pongMs: 7_000,
  settleMs: 1_500,
  agentRingMs: 30_000,
};
