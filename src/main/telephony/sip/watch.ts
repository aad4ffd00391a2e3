import type { IncomingNotifyRequest, OutgoingRequestDelegate, Subscription } from 'sip.js/lib/core/index.js';
import type { Clock } from '../link/clock.ts';
import { parseDialogInfo } from './dialog-info.ts';
import type { DialogDocument } from './dialog-info.ts';
import { holdLease } from './lease.ts';
import type { Lease, Refusal } from './lease.ts';
import type { UserAgent } from './user-agent.ts';
import { XmlError } from './xml.ts';

export interface WatchOptions {
  readonly agent: UserAgent;
  readonly extension: string;
  readonly clock: Clock;
  readonly onAccepted: () => void;
  readonly onDocument: (document: DialogDocument) => void;
  /** A NOTIFY whose body is no dialog document; it was dropped. */
  readonly onOdd: (detail: string) => void;
  readonly onRefused: (refusal: Refusal) => void;
  /** The PBX ended the subscription. */
  readonly onOver: (detail: string) => void;
}

const ACCEPT = 'Accept: application/dialog-info+xml';

/** Watches the dialogs of the extension (SUBSCRIBE, event `dialog`) until stopped, refused or over. */
export function watchDialogs(options: WatchOptions): Lease {
  const { agent, extension, clock, onAccepted, onDocument, onOdd, onRefused, onOver } = options;
  const { core, self, contactHeader } = agent;
  let subscription: Subscription | undefined;
  let isOver = false;

  const headers = (seconds: number): string[] => [
    contactHeader,
    'Event: dialog',
    `Expires: ${String(seconds)}`,
    ACCEPT,
  ];

  function subscribe(seconds: number, delegate: OutgoingRequestDelegate): ReturnType<typeof core.subscribe> {
    const target = agent.at(extension);
    const message = core.makeOutgoingRequestMessage('SUBSCRIBE', target, self, target, {}, headers(seconds));
    return core.subscribe(message, {
      ...delegate,
      onNotify({ request, subscription: made }) {
        subscription = made;
        if (made) {
          made.delegate = {
            onNotify: hear,
            onTerminated: () => over('the subscription was terminated'),
          };
        }
        hear(request);
      },
    });
  }

  function hear(request: IncomingNotifyRequest): void {
    request.accept();
    if (isOver) return;
    const { message } = request;
    const state = message.getHeader('subscription-state') ?? '';
    const [, seconds] = /;\s*expires\s*=\s*(\d{1,6})/i.exec(state) ?? [];
    if (seconds !== undefined) lease.shorten(Number(seconds));
    read(message.getHeader('content-type') ?? '', message.body);
    if (/^\s*terminated/i.test(state)) over(state);
  }

  /** A NOTIFY without a body tells of the subscription alone. */
  function read(contentType: string, body: string): void {
    if (body.trim() === '') return;
    if (!/^application\/dialog-info\+xml\s*(?:;|$)/i.test(contentType)) {
      onOdd(`a body of ${contentType.slice(0, 60) || 'no type'}`);
      return;
    }
    try {
      onDocument(parseDialogInfo(body));
    } catch (error) {
      if (!(error instanceof XmlError)) throw error;
      onOdd(error.message);
    }
  }

  function over(detail: string): void {
    if (isOver) return;
    isOver = true;
    lease.stop();
    onOver(detail);
  }

  const lease: Lease = holdLease({
    clock,
    request: (seconds, delegate) =>
      subscription === undefined
        ? subscribe(seconds, delegate)
        : subscription.subscribe(delegate, { extraHeaders: headers(seconds) }),
    onGranted: onAccepted,
    onRefused,
  });
  return lease;
}
