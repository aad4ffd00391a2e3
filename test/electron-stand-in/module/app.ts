import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import type { App } from 'electron';
import { machine, record, testSide } from './machine.ts';
import { preventableEvent, strict } from './strict.ts';
import { openWindows } from './windows.ts';

type Paths = Parameters<App['getPath']>[0];

const paths = new Map<string, string>([
  ['userData', machine.userData],
  ['appData', join(machine.userData, '..')],
  ['sessionData', machine.userData],
  ['temp', join(machine.userData, 'temp')],
]);

let ready = false;
let sandboxed = false;
let leaving = false;
const emitter = new EventEmitter();
const becameReady = Promise.resolve(testSide.ready(undefined as never)).then(() => {
  ready = true;
  emitter.emit('ready', preventableEvent(), {});
});

/** Flushes what was recorded before the process ends. */
function leave(code: number): void {
  if (leaving) return;
  leaving = true;
  emitter.emit('quit', preventableEvent(), code);
  // Messages keep their order: when this one is out, so is everything recorded before it.
  process.send?.({ kind: 'leaving' }, undefined, undefined, () => process.exit(code));
}

const methods = {
  enableSandbox() {
    if (ready) throw new Error('app.enableSandbox() can only be called before app is ready');
    sandboxed = true;
  },
  isReady: () => ready,
  whenReady: () => becameReady,
  isPackaged: machine.packaged,
  getAppPath: () => machine.appPath,
  getVersion: () => machine.version,
  getLocale: () => machine.locale,
  getPath(name: Paths) {
    const path = paths.get(name);
    if (path === undefined) throw new Error(`electron stand-in: app.getPath('${name}') is not implemented`);
    return path;
  },
  setPath(name: string, path: string) {
    if (!paths.has(name)) throw new Error(`electron stand-in: app.setPath('${name}') is not implemented`);
    paths.set(name, path);
  },
  setAppUserModelId(id: string) {
    record({ api: 'app.setAppUserModelId', args: [id] });
  },
  setAsDefaultProtocolClient(scheme: string, path?: string, args?: string[]) {
    record({
      api: 'app.setAsDefaultProtocolClient',
      args: path === undefined ? [scheme] : [scheme, path, args],
    });
    return true;
  },
  requestSingleInstanceLock: () => machine.firstInstance,
  /** before-quit → every window's close → will-quit → quit; each of the first three can be prevented. */
  quit() {
    const before = preventableEvent();
    emitter.emit('before-quit', before);
    if (before.defaultPrevented) return;
    for (const window of openWindows()) {
      window.close();
      if (!window.isDestroyed()) return;
    }
    const will = preventableEvent();
    emitter.emit('will-quit', will);
    if (!will.defaultPrevented) leave(0);
  },
  exit(code = 0) {
    for (const window of openWindows()) window.destroy();
    leave(code);
  },
} satisfies Partial<App>;

/** Electron's `app`, as far as the shell uses it. */
export const app = strict('app', Object.assign(emitter, methods));

/** Electron's windows are sandboxed one by one unless this was called. */
export const isSandboxEnforced = (): boolean => sandboxed;
