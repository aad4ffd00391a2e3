/**
 * What a desk that hears of calls by SIP alone cannot know, for the settings screen (`settings.sip.limit.<name>`) and
 * docs/telephony/sip.md. In the order in which agents miss them.
 */
export const SIP_LIMITS = [
  /** The number the caller dialled (DID). */
  'dialled-number',
  /** The queue or group the call came through. */
  'queue',
  /** Hold and resume. */
  'hold',
  /** Whom a call was handed to, and who handed it over: the sheet stays with the first caller. */
  'transfer',
  /** A call that rings while another one is up. Endpoint mode shows it, and not how it ended. */
  'second-call',
  /** What the desk phone dials by itself: such a call shows without a number, and as answered at once. */
  'outbound-number',
  /** Whether the caller gave up, it rang out, or a colleague took it. Endpoint mode tells the last. */
  'end-reason',
  /** A call found again after a restart of the desk is another one, where the PBX names all dialogs alike (Asterisk). */
  'restart',
] as const;
