import { AppError } from '#shared/kernel/app-error.ts';
import type { FindPrincipal } from '#server/auth/authenticate.ts';
import type { TokenKey } from '#server/auth/token.ts';
import { MAX_STANDING_BYTES } from '#shared/sync/protocol.ts';
import type { PullReply, PullRequest, RowChange } from '#shared/sync/protocol.ts';
import type { Pull } from './pull.ts';

export interface StandingAnswersDeps {
  readonly find: FindPrincipal;
  readonly pull: Pull;
  /** Hears of every reply that is sent. */
  readonly onAnswer: (answered: StandingAnswer) => void;
  readonly onError: (error: unknown) => void;
}

export interface StandingAnswer {
  readonly tenantId: string;
  readonly reply: PullReply;
  readonly ms: number;
}

/** `ended`: the session is over. undefined: the desk is to ask over HTTP. Never rejects. */
export type AnswerStanding = (
  session: TokenKey,
  request: PullRequest,
) => Promise<{ readonly text: string } | 'ended' | undefined>;

/** Room for what is around a reply. */
const ENVELOPE_BYTES = 100;

/**
 * Answers pulls that were laid down, the way of a request over HTTP: who asks and what they may see is read when there
 * is something to answer, and nothing of it is kept.
 */
export function createStandingAnswers({
  find,
  pull,
  onAnswer,
  onError,
}: StandingAnswersDeps): AnswerStanding {
  const write = createReplyWriter();
  return async (session, request) => {
    const began = performance.now();
    const { tenantId } = session;
    try {
      const principal = await find(session);
      if (typeof principal === 'string') return 'ended';
      if (principal.must.length > 0) return undefined;
      const reply = await pull(principal, request);
      const text = write(reply);
      if (Buffer.byteLength(text) > MAX_STANDING_BYTES - ENVELOPE_BYTES) return undefined;
      onAnswer({ tenantId, reply, ms: performance.now() - began });
      return { text };
    } catch (error) {
      // What is refused the desk is told when it asks itself.
      if (!(error instanceof AppError)) onError(error);
      return undefined;
    }
  };
}

/** JSON of a reply. Rows that several replies have in common (`readReplies`) are written once. */
function createReplyWriter(): (reply: PullReply) => string {
  const written = new WeakMap<readonly RowChange[], string>();
  return (reply) => {
    if (reply.kind !== 'page') return JSON.stringify(reply);
    const { rows, ...rest } = reply;
    const text = written.get(rows) ?? JSON.stringify(rows);
    written.set(rows, text);
    return `${JSON.stringify(rest).slice(0, -1)},"rows":${text}}`;
  };
}
