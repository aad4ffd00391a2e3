import { EventEmitter } from 'node:events';
import type { WebContents as ElectronWebContents } from 'electron';
import { testSide } from './machine.ts';
import { strict } from './strict.ts';

type OpenHandler = Parameters<ElectronWebContents['setWindowOpenHandler']>[0];
type Implemented = Pick<
  ElectronWebContents,
  'id' | 'send' | 'isDestroyed' | 'getURL' | 'setWindowOpenHandler'
>;

export class WebContents extends EventEmitter implements Implemented {
  readonly id: number;
  url = '';
  destroyed = false;
  openHandler: OpenHandler | undefined = undefined;

  constructor(id: number) {
    super();
    this.id = id;
    return strict('webContents', this);
  }

  getURL(): string {
    return this.url;
  }

  isDestroyed(): boolean {
    return this.destroyed;
  }

  send(channel: string, ...args: unknown[]): void {
    if (this.destroyed) throw new Error('Object has been destroyed');
    // A page that is not loaded or just went away does not hear it; Electron drops such messages too.
    void testSide.push({ id: this.id, channel, args }).catch(() => undefined);
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler;
  }
}
