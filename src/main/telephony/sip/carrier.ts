import { connect } from 'node:net';
import { WebSocket } from 'ws';
import type { LinkFault } from '../telephony-source.ts';
import { createSipFramer, framingBounds, SipFramingError } from './framing.ts';
import type { SipEndpoint } from './settings.ts';

/** The way SIP messages take: one open connection, of whatever kind. */
export interface Carrier {
  /** For the Via header. */
  readonly protocol: 'TCP' | 'WS' | 'WSS';
  send(message: string): void;
  /** Nothing is told afterwards. */
  close(): void;
}

export interface CarrierEvents {
  /** Open; `local` is this end's `host:port`, undefined where the carrier hides it. */
  readonly onOpen: (local: string | undefined) => void;
  readonly onMessage: (message: string) => void;
  /** The end, told exactly once unless `close()` was called. */
  readonly onClosed: (fault: LinkFault) => void;
}

/** What may wait unsent; a peer that reads nothing is as good as gone. */
const mostUnsent = 256 * 1024;

export function openCarrier(endpoint: SipEndpoint, events: CarrierEvents): Carrier {
  return endpoint.transport === 'tcp' ? openTcp(endpoint, events) : openWebSocket(endpoint, events);
}

function openTcp({ host, port }: SipEndpoint, { onOpen, onMessage, onClosed }: CarrierEvents): Carrier {
  const socket = connect({ host, port });
  const framer = createSipFramer();
  let state: 'opening' | 'open' | 'closed' = 'opening';
  socket.setNoDelay(true);
  socket.setKeepAlive(true, 30_000);

  function end(fault: LinkFault): void {
    if (state === 'closed') return;
    state = 'closed';
    socket.destroy();
    onClosed(fault);
  }

  socket.on('connect', () => {
    state = 'open';
    const { localAddress = '127.0.0.1', localPort = 0 } = socket;
    onOpen(
      localAddress.includes(':')
        ? `[${localAddress}]:${String(localPort)}`
        : `${localAddress}:${String(localPort)}`,
    );
  });
  socket.on('data', (chunk: Buffer) => {
    if (state !== 'open') return;
    try {
      for (const message of framer.push(chunk)) if (isOpen()) onMessage(message);
    } catch (error) {
      if (!(error instanceof SipFramingError)) throw error;
      end({ code: 'not-a-pbx', detail: error.message });
    }
  });
  socket.on('error', (error) => end(brokenBy(error, state)));
  socket.on('close', () => end({ code: 'closed', detail: 'the PBX closed the connection' }));

  // A listener may close the carrier between two messages of one chunk.
  const isOpen = (): boolean => state === 'open';

  return {
    protocol: 'TCP',
    send(message) {
      if (state !== 'open') return;
      if (socket.writableLength > mostUnsent) end({ code: 'no-answer', detail: 'the PBX reads nothing' });
      else socket.write(message);
    },
    close() {
      state = 'closed';
      socket.destroy();
    },
  };
}

/** RFC 7118: a SIP message a frame. Asterisk answers at `/ws`. */
function openWebSocket(
  { host, port, transport, tls }: SipEndpoint,
  { onOpen, onMessage, onClosed }: CarrierEvents,
): Carrier {
  const address = host.includes(':') ? `[${host}]` : host;
  const socket = new WebSocket(`${transport}://${address}:${String(port)}/ws`, 'sip', {
    maxPayload: framingBounds.head + framingBounds.body,
    perMessageDeflate: false,
    followRedirects: false,
    minVersion: 'TLSv1.2',
    ...(tls?.ca === undefined ? {} : { ca: tls.ca }),
    ...(tls?.servername === undefined ? {} : { servername: tls.servername }),
  });
  let state: 'opening' | 'open' | 'closed' = 'opening';

  function end(fault: LinkFault): void {
    if (state === 'closed') return;
    state = 'closed';
    socket.terminate();
    onClosed(fault);
  }

  socket.on('open', () => {
    state = 'open';
    onOpen(undefined);
  });
  socket.on('message', (data, isBinary) => {
    // A lone CRLF is a keep-alive.
    const message = isBinary ? '' : (data as Buffer).toString('utf8');
    if (state === 'open' && message.trim() !== '') onMessage(message);
  });
  socket.on('unexpected-response', (_request, response) =>
    end({ code: 'not-a-pbx', detail: `no SIP over WebSocket there (HTTP ${String(response.statusCode)})` }),
  );
  socket.on('error', (error) => end(brokenBy(error, state)));
  socket.on('close', () => end({ code: 'closed', detail: 'the PBX closed the connection' }));

  return {
    protocol: transport === 'wss' ? 'WSS' : 'WS',
    send(message) {
      if (state !== 'open') return;
      if (socket.bufferedAmount > mostUnsent) end({ code: 'no-answer', detail: 'the PBX reads nothing' });
      else socket.send(message);
    },
    close() {
      state = 'closed';
      socket.terminate();
    },
  };
}

function brokenBy(error: Error, state: 'opening' | 'open' | 'closed'): LinkFault {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  return { code: state === 'opening' ? 'unreachable' : 'closed', detail: `${code}: ${error.message}` };
}
