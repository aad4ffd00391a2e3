import { AppError, messageOf } from '#shared/kernel/app-error.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import type { Unsubscribe } from '#shared/kernel/emitter.ts';
import type { Implementation, IpcError, IpcReply, Reads } from '#shared/ipc/contract.ts';
import type { DeskEventName, DeskEvents } from '#shared/ipc/events.ts';
import type { Log } from '../host/host.ts';

export type DeskEventListener = (name: DeskEventName, payload: unknown) => void;

/** Where every shell's transport ends: one way in, one way out. */
export interface IpcRouter {
  readonly channels: readonly string[];
  /** Never throws: a refusal is a reply. */
  call(channel: string, args: unknown): Promise<IpcReply>;
  emit<N extends DeskEventName>(name: N, payload: DeskEvents[N]): void;
  onEvent(listener: DeskEventListener): Unsubscribe;
}

type Handler = (args: unknown) => Promise<IpcReply>;

/** What else hears of the calls; throws nothing. */
interface RouterListeners {
  /** Of every answered call that shows customers, with its parsed input. */
  readonly onRead?: (reads: Reads, input: unknown) => void;
  /** Of every call, before it is answered. */
  readonly onAsked?: () => void;
}

export function createIpcRouter(
  implementations: readonly Implementation[],
  log: Log,
  { onRead, onAsked }: RouterListeners = {},
): IpcRouter {
  const handlers = new Map<string, Handler>();
  for (const { contract, handlers: functions } of implementations) {
    for (const [name, { input, reads }] of Object.entries(contract.calls)) {
      const channel = `${contract.part}.${name}`;
      const handle = functions[name] as ((input: unknown) => unknown) | undefined;
      if (!handle) throw new Error(`${channel} has no handler`);
      if (handlers.has(channel)) throw new Error(`${channel} has two handlers`);
      handlers.set(channel, async (args) => {
        const parsed = input.safeParse(args);
        if (!parsed.success) {
          const where = parsed.error.issues[0]?.path.join('.') ?? '';
          return refusal({
            code: 'ipc.bad-arguments',
            message: parsed.error.message,
            params: { channel, where },
          });
        }
        const value = await handle(parsed.data);
        if (reads) onRead?.(reads, parsed.data);
        return { ok: true, value };
      });
    }
  }
  const events = new Emitter<readonly [DeskEventName, unknown]>((error) =>
    log.error('an event listener failed', { error: messageOf(error) }),
  );

  return {
    channels: [...handlers.keys()],
    async call(channel, args) {
      onAsked?.();
      const handler = handlers.get(channel);
      if (!handler)
        return refusal({ code: 'ipc.unknown-call', message: `no call ${channel}`, params: { channel } });
      try {
        return await handler(args);
      } catch (error) {
        if (error instanceof AppError) {
          return refusal({ code: error.code, message: error.message, params: error.params });
        }
        log.error('a call failed', {
          channel,
          error: (error instanceof Error && error.stack) || messageOf(error),
        });
        return refusal({ code: 'internal', message: messageOf(error), params: { channel } });
      }
    },
    emit: (name, payload) => events.emit([name, payload]),
    onEvent: (listener) => events.on(([name, payload]) => listener(name, payload)),
  };
}

const refusal = (error: IpcError): IpcReply => ({ ok: false, error });
