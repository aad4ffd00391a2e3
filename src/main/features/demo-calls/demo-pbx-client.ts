import { WebSocket } from 'ws';
import { z } from 'zod';
import type { DemoPhone, DemoScenario } from '#shared/features/demo-calls/contract.ts';
import { AppError, messageOf } from '#shared/kernel/app-error.ts';
import type { Service } from '#shared/kernel/service.ts';
import type { Host } from '../../host/host.ts';

const RETRY_MS = 2_000;
const IDLE: DemoPhone = { state: 'idle', display: '' };

const stateMessage = z.object({
  phone: z.object({ state: z.enum(['idle', 'ringing', 'talking', 'held']), display: z.string().max(200) }),
});

type DemoMessage = { readonly ring: DemoScenario } | { readonly press: 'answer' | 'hang-up' | 'hold' };

export interface DemoPbxClient extends Service {
  connected(): boolean;
  phone(): DemoPhone;
  /** Throws AppError `demo.no-pbx` when it is not there. */
  send(message: DemoMessage): void;
}

/** The remote control of the demo PBX (src/demo/pbx): rings this desk, and stands in for its phone. */
export function connectDemoPbx(host: Host, url: string | undefined): DemoPbxClient {
  let socket: WebSocket | undefined;
  let timer: NodeJS.Timeout | undefined;
  let phone = IDLE;
  let stopped = true;

  function tell(next: DemoPhone): void {
    phone = next;
    host.touch(['demo_phone']);
  }

  function connect(address: string): void {
    const opened = new WebSocket(address, { handshakeTimeout: RETRY_MS, maxPayload: 64 * 1024 });
    socket = opened;
    opened.on('open', () => tell(IDLE));
    opened.on('message', (data) => {
      try {
        tell(stateMessage.parse(JSON.parse((data as Buffer).toString('utf8'))).phone);
      } catch (error) {
        host.log.warn('the demo PBX said something odd', { error: messageOf(error) });
      }
    });
    opened.on('error', (error) => host.log.info('no demo PBX', { error: error.message }));
    opened.on('close', () => {
      if (stopped) return;
      tell(IDLE);
      timer = setTimeout(() => connect(address), RETRY_MS);
    });
  }

  const connected = (): boolean => socket?.readyState === WebSocket.OPEN;
  return {
    connected,
    phone: () => phone,
    send(message) {
      if (!connected()) throw new AppError('demo.no-pbx', 'the demo PBX is not reachable');
      socket?.send(JSON.stringify(message));
    },
    start() {
      stopped = false;
      if (url) connect(url);
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
      socket?.terminate();
    },
  };
}
