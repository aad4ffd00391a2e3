import type { Session } from 'sip.js/lib/core/index.js';
import type { Clock } from '../link/clock.ts';
import type { DialResult } from '../telephony-source.ts';
import type { UserAgent } from './user-agent.ts';

export interface ClickToDialOptions {
  readonly agent: UserAgent;
  readonly clock: Clock;
  /** The agent's desk phone. */
  readonly extension: string;
  /** `^[0-9*#+]{1,32}$` */
  readonly number: string;
  readonly ringMs: number;
  /** The agent has picked up; the PBX was asked to call the number. */
  readonly onAnswered: () => void;
  /** The number rings; and: somebody answered there. Not every PBX tells. */
  readonly onProgress: (progress: 'ringing' | 'answered') => void;
}

export interface ClickToDial {
  /** When the PBX has taken the number on, or said no. */
  readonly result: Promise<DialResult>;
  abandon(detail: string): void;
}

/**
 * The account calls the desk phone and, once the agent has picked up, hands that call to the number (REFER): the PBX
 * connects the two, the account is out of it. No voice ever comes here.
 *
 *   calling ──phone answered──▶ referring ──202──▶ referred ──PBX reports, or hangs up──▶ over
 */
export function clickToDial(options: ClickToDialOptions): ClickToDial {
  const { agent, clock, extension, number, ringMs, onAnswered, onProgress } = options;
  const { core, self, contactHeader } = agent;
  let session: Session | undefined;
  let isOver = false;
  let isTakenOn = false;
  let settle: (result: DialResult) => void = () => undefined;
  const result = new Promise<DialResult>((resolve) => {
    settle = resolve;
  });

  const target = agent.at(extension);
  const invite = core.invite(
    core.makeOutgoingRequestMessage('INVITE', target, self, target, {}, [contactHeader], {
      contentDisposition: 'session',
      contentType: 'application/sdp',
      content: silence(clock.now()),
    }),
    {
      onAccept({ session: made, ack }) {
        ack();
        cancelRing();
        // Answered in the moment it was given up.
        if (isOver) made.bye();
        else refer(made);
      },
      onReject: ({ message }) => fail(`the phone did not take it: ${said(message)}`),
      onRedirect: ({ message }) => fail(`the phone did not take it: ${said(message)}`),
    },
  );
  const cancelRing = clock.after(ringMs, () => {
    invite.cancel();
    fail('the phone was not answered');
  });

  function refer(made: Session): void {
    session = made;
    made.delegate = {
      onBye(request) {
        request.accept();
        session = undefined;
        // Taken on and dropped without a report: the two are connected, as far as anybody will tell.
        if (isTakenOn && !isOver) onProgress('answered');
        fail('the phone hung up');
      },
      onNotify(request) {
        request.accept();
        report(request.message.body);
      },
    };
    onAnswered();
    made.refer(
      {
        onAccept() {
          isTakenOn = true;
          settle({ ok: true });
        },
        onReject: ({ message }) => {
          fail(`the PBX does not connect it: ${said(message)}`);
        },
      },
      {
        extraHeaders: [
          contactHeader,
          `Refer-To: <${agent.at(number).toRaw()}>`,
          `Referred-By: <${self.toRaw()}>`,
        ],
      },
    );
  }

  /** RFC 3515: how the number's side is doing, as the first line of a response. */
  function report(body: string): void {
    const [, status = ''] = /^SIP\/2\.0 ([1-6]\d\d)/.exec(body) ?? [];
    if (isOver || status === '' || status === '100') return;
    if (status.startsWith('1')) onProgress('ringing');
    if (status.startsWith('2')) onProgress('answered');
    if (!status.startsWith('1')) over();
  }

  function over(): void {
    if (isOver) return;
    isOver = true;
    cancelRing();
    session?.bye();
    session = undefined;
  }

  /** After the PBX has taken it on, this settles nothing any more. */
  function fail(detail: string): void {
    settle({ ok: false, code: 'failed', detail });
    over();
  }

  return {
    result,
    abandon(detail) {
      settle({ ok: false, code: 'failed', detail });
      isOver = true;
      cancelRing();
    },
  };
}

function said({
  statusCode,
  reasonPhrase,
}: {
  readonly statusCode?: number | undefined;
  readonly reasonPhrase?: string | undefined;
}): string {
  return `${String(statusCode ?? '')} ${reasonPhrase ?? ''}`.trim();
}

/**
 * An offer whose stream leads nowhere, to the PBX's own discard port, for the moment until the call is handed over.
 * An inactive stream would put the agent on hold.
 */
function silence(version: number): string {
  return [
    'v=0',
    `o=- ${String(version)} ${String(version)} IN IP4 127.0.0.1`,
    's=-',
    'c=IN IP4 127.0.0.1',
    't=0 0',
    'm=audio 9 RTP/AVP 8 0',
    'a=rtpmap:8 PCMA/8000',
    'a=rtpmap:0 PCMU/8000',
    '',
  ].join('\r\n');
}
