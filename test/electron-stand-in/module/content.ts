import type { Protocol, Session } from 'electron';
import { app } from './app.ts';
import { strict } from './strict.ts';

type Handler = Parameters<Protocol['handle']>[1];
type RequestHandler = NonNullable<Parameters<Session['setPermissionRequestHandler']>[0]>;
type CheckHandler = NonNullable<Parameters<Session['setPermissionCheckHandler']>[0]>;

const standard = new Set<string>();
const handlers = new Map<string, Handler>();

const protocolMethods = {
  registerSchemesAsPrivileged(schemes) {
    if (app.isReady())
      throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    for (const { scheme, privileges } of schemes) {
      if (privileges?.standard && privileges.secure) standard.add(scheme);
    }
  },
  handle(scheme, handler) {
    if (!app.isReady()) throw new Error('protocol.handle can only be used after app is ready');
    // The pages are served under https here: that is only right for a scheme that behaves like it.
    if (!standard.has(scheme)) throw new Error(`electron stand-in: ${scheme}: is not standard and secure`);
    if (handlers.has(scheme)) throw new Error(`${scheme}: is handled already`);
    handlers.set(scheme, handler);
  },
} satisfies Partial<Protocol>;

export const protocol = strict('protocol', protocolMethods);

export const schemeHandler = (scheme: string): Handler | undefined => handlers.get(scheme);

let onRequest: RequestHandler | null = null;
let onCheck: CheckHandler | null = null;

const sessionMethods = {
  setPermissionRequestHandler(handler) {
    onRequest = handler;
  },
  setPermissionCheckHandler(handler) {
    onCheck = handler;
  },
} satisfies Partial<Session>;

export const session = strict('session', {
  defaultSession: strict('session.defaultSession', sessionMethods),
});

/** null stands for "everything is granted", which is Electron's default. */
export const permissionHandlers = (): { request: RequestHandler | null; check: CheckHandler | null } => ({
  request: onRequest,
  check: onCheck,
});
