import {
  DigestAuthentication,
  IncomingRequestMessage,
  LoggerFactory,
  Parser,
  UserAgentCore,
} from 'sip.js/lib/core/index.js';
import type { Contact, IncomingInviteRequest } from 'sip.js/lib/core/index.js';
import { URI } from 'sip.js/lib/grammar/index.js';
import type { Carrier } from './carrier.ts';
import { gateMessage } from './message-gate.ts';
import type { SipSourceSettings } from './settings.ts';

export interface UserAgent {
  readonly core: UserAgentCore;
  /** The account's own address, without a port or parameters. */
  readonly self: URI;
  /** `Contact: <…>`, for requests that make a dialog or register. */
  readonly contactHeader: string;
  /** `sip:user@pbx` */
  readonly at: (user: string) => URI;
  /** `sip:pbx` */
  readonly pbx: URI;
  /** What came from the carrier. What is no SIP message, or one the library cannot bear, is dropped. */
  receive(message: string): void;
  dispose(): void;
}

export interface UserAgentOptions {
  readonly settings: SipSourceSettings;
  readonly carrier: Carrier;
  /** This end's `host:port` where it is known; else a name that leads nowhere, which the PBX replaces (RFC 7118). */
  readonly local: string | undefined;
  /** Random, unlike that of every other desk: a part of the Contact and of the Via. */
  readonly token: string;
  readonly onInvite: (request: IncomingInviteRequest) => void;
}

/**
 * The library's core over one connection: transactions, dialogs, digest. Its user agent is left out, for it brings a
 * browser's media and transport along; so the few checks that one makes are here.
 */
export function createUserAgent({ settings, carrier, local, token, onInvite }: UserAgentOptions): UserAgent {
  const { user, secret, host, port } = settings;
  const isIPv6 = host.includes(':');
  const domain = isIPv6 ? `[${host}]` : host;
  const ownHost = local ?? `${token}.invalid`;
  const contact = contactOf(
    new URI('sip', token, ownHost, undefined, { transport: carrier.protocol.toLowerCase() }),
  );
  const loggers = new LoggerFactory();
  // It would print requests, credentials and callers among them, to the console.
  loggers.builtinEnabled = false;

  const core = new UserAgentCore(
    {
      aor: new URI('sip', user, domain),
      contact,
      displayName: '',
      loggerFactory: loggers,
      hackViaTcp: false,
      routeSet: [],
      sipjsId: token.slice(0, 5),
      supportedOptionTags: [],
      supportedOptionTagsResponse: [],
      userAgentHeaderFieldValue: 'Rufblatt',
      viaForceRport: true,
      viaHost: ownHost,
      authenticationFactory: () => new DigestAuthentication(loggers, undefined, user, secret),
      transportAccessor: () => ({
        protocol: carrier.protocol,
        send: (message) => {
          carrier.send(message);
          return Promise.resolve();
        },
      }),
    },
    { onInvite },
  );

  return {
    core,
    self: new URI('sip', user, domain),
    contactHeader: `Contact: ${contact.toString()}`,
    at: (name) => new URI('sip', name, domain, port),
    pbx: new URI('sip', '', domain, port),
    receive(text) {
      const gated = gateMessage(text);
      const message = gated === undefined ? undefined : parsed(gated, loggers);
      if (message === undefined || !MANDATORY.every((name) => message.hasHeader(name))) return;
      try {
        if (message instanceof IncomingRequestMessage) core.receiveIncomingRequestFromTransport(message);
        else core.receiveIncomingResponseFromTransport(message);
      } catch (error) {
        // The library throws at methods it does not know and at parts it finds missing late.
        if (!(error instanceof Error)) throw error;
      }
    },
    dispose: () => core.dispose(),
  };
}

const MANDATORY = ['from', 'to', 'call-id', 'cseq', 'via'] as const;

/** The library's parser throws, too, at what its grammar lets through. */
function parsed(text: string, loggers: LoggerFactory): ReturnType<typeof Parser.parseMessage> {
  try {
    return Parser.parseMessage(text, loggers.getLogger('sip.parser'));
  } catch {
    return undefined;
  }
}

function contactOf(uri: URI): Contact {
  return { pubGruu: undefined, tempGruu: undefined, uri, toString: () => `<${uri.toString()}>` };
}
