import { hintMessage, MAX_STANDING_BYTES, standingAnswer } from '#shared/sync/protocol.ts';
import type { PullRequest } from '#shared/sync/protocol.ts';
import type { HintLine, HintListener } from './net.ts';

/** The desk's end of the channel of hints, whatever carries its messages. */
export interface StandingEnd extends HintLine {
  /** What is sent goes this way from now on. */
  opened(send: (text: string) => void): void;
  heard(text: string): void;
  /** `isRefused`: for what was sent. Nothing more is laid down then. */
  closed(isRefused?: boolean): void;
}

interface Laid {
  readonly seq: number;
  readonly request: PullRequest;
  isSent: boolean;
}

/**
 * Lays pulls down where the centre says that it answers them, and tells answers from hints. An answer counts once, and
 * only to the pull that was laid down last on this connection; any other says no more than that there is something.
 */
export function createStandingEnd(listener: HintListener): StandingEnd {
  let send: ((text: string) => void) | undefined;
  let answers = false;
  let isRefused = false;
  let lastSeq = 0;
  let laid: Laid | undefined;

  const sendLaid = (): void => {
    if (!send || !answers || isRefused || !laid || laid.isSent) return;
    const text = JSON.stringify({ seq: laid.seq, pull: laid.request });
    if (Buffer.byteLength(text) > MAX_STANDING_BYTES) laid = undefined;
    else {
      laid.isSent = true;
      send(text);
    }
  };
  return {
    lay(request) {
      laid = request && { seq: ++lastSeq, request, isSent: false };
      sendLaid();
    },
    opened(way) {
      send = way;
    },
    heard(text) {
      const message = parseJson(text);
      const answer = standingAnswer.safeParse(message);
      if (answer.success && laid?.isSent && answer.data.to === laid.seq) {
        const { request } = laid;
        laid = undefined;
        return listener.answered(request, answer.data.reply);
      }
      const hint = hintMessage.safeParse(message);
      // What is neither is ignored: the poll below it brings everything.
      if (!hint.success) return;
      answers ||= hint.data.answers === true;
      sendLaid();
      listener.hint(hint.data.ver);
    },
    closed(refused = false) {
      send = undefined;
      answers = false;
      laid = undefined;
      isRefused ||= refused;
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
