import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import type { IpcReply } from '#shared/ipc/contract.ts';
import { isAppUrl } from '#main/shells/electron/app-origin.ts';
import type { IpcRouter } from './router.ts';

/** The one channel from main to the pages; the preload listens to it. */
const eventChannel = 'rufblatt:event';

type Sender = Pick<IpcMainInvokeEvent, 'senderFrame'>;
type Receiver = Pick<WebContents, 'send' | 'isDestroyed' | 'once'>;

export interface ElectronTransport {
  /** From now until it is destroyed, this page hears every event. */
  addReceiver(contents: Receiver): void;
  close(): void;
}

/** Only the top frame of the app's own pages. The frame is null when it went away after sending. */
export function isTrustedSender({ senderFrame }: Sender): boolean {
  return senderFrame !== null && senderFrame.parent === null && isAppUrl(senderFrame.url);
}

const refusal: IpcReply = {
  ok: false,
  error: { code: 'ipc.untrusted-sender', message: 'this page may not call the app', params: {} },
};

/** The one way a call enters: a stranger gets an error reply, not silence. */
function handle(channel: string, answer: (args: unknown) => Promise<IpcReply>): void {
  ipcMain.handle(channel, (event: Sender, args: unknown) =>
    isTrustedSender(event) ? answer(args) : Promise.resolve(refusal),
  );
}

/** Carries the router's calls and events over Electron's IPC until `close`. */
export function serveOverElectron(
  router: Pick<IpcRouter, 'channels' | 'call' | 'onEvent'>,
): ElectronTransport {
  const receivers = new Set<Receiver>();
  for (const channel of router.channels) {
    handle(channel, (args) => router.call(channel, args));
  }
  const unsubscribe = router.onEvent((event, payload) => {
    for (const contents of receivers) {
      if (!contents.isDestroyed()) contents.send(eventChannel, event, payload);
    }
  });
  return {
    addReceiver(contents) {
      receivers.add(contents);
      contents.once('destroyed', () => receivers.delete(contents));
    },
    close() {
      unsubscribe();
      receivers.clear();
      for (const channel of router.channels) ipcMain.removeHandler(channel);
    },
  };
}
