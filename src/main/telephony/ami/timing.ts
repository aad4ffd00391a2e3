/** Every wait of the adapter, ms. Tests shorten them; nothing else should. */
export interface AmiTiming {
  /** From dialling to a login accepted. */
  readonly loginMs: number;
  /** For the answer to one action. */
  readonly actionMs: number;
  /** Between two pings; up to a third more at random. */
  readonly pingMs: number;
  /** How long a ringing call waits for its caller's presentation before it is shown as withheld. */
  readonly presentationMs: number;
  /** How long the agent's own phone rings at click-to-dial. */
  readonly agentRingMs: number;
  /** Between two looks for channels that vanished without a Hangup. */
  readonly sweepMs: number;
}

export const defaultTiming: AmiTiming = {
  loginMs: 10_000,
  actionMs: 7_000,
  pingMs: 15_000,
  presentationMs: 400,
  agentRingMs: 30_000,
  sweepMs: 300_000,
};
