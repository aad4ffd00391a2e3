import type { Session } from 'electron';
import { describe, expect, it } from 'vitest';
import { restrictPermissions } from './permissions.ts';

type RequestHandler = NonNullable<Parameters<Session['setPermissionRequestHandler']>[0]>;
type CheckHandler = NonNullable<Parameters<Session['setPermissionCheckHandler']>[0]>;
type Permission = Parameters<RequestHandler>[1];

const installed = (): { request: RequestHandler; check: CheckHandler } => {
  const handlers: { request: RequestHandler | null; check: CheckHandler | null } = {
    request: null,
    check: null,
  };
  restrictPermissions({
    setPermissionRequestHandler: (handler) => void (handlers.request = handler),
    setPermissionCheckHandler: (handler) => void (handlers.check = handler),
  });
  const { request, check } = handlers;
  if (!request || !check) throw new Error('a handler is missing, so Electron grants everything');
  return { request, check };
};

const ours = 'app://rufblatt/index.html';

function asked(permission: Permission, url: string, media: { video?: boolean; isMainFrame?: boolean } = {}) {
  const { request, check } = installed();
  const isMainFrame = media.isMainFrame ?? true;
  let granted: boolean | undefined;
  const mediaTypes: ('audio' | 'video')[] = media.video ? ['audio', 'video'] : ['audio'];
  request(null as never, permission, (answer) => (granted = answer), {
    requestingUrl: url,
    isMainFrame,
    mediaTypes,
  });
  const mediaType = media.video ? 'video' : 'audio';
  return {
    request: granted,
    check: check(null, permission, url, { requestingUrl: url, isMainFrame, mediaType }),
  };
}

const both = (answer: boolean) => ({ request: answer, check: answer });

describe('restrictPermissions', () => {
  it('grants the app notifications and sound', () => {
    expect(asked('notifications', ours)).toEqual(both(true));
    expect(asked('media', ours)).toEqual(both(true));
  });

  it.each([
    'geolocation',
    'clipboard-read',
    'display-capture',
    'hid',
    'serial',
    'usb',
    'openExternal',
    'fileSystem',
    'unknown',
  ] as const)('denies %s', (permission) => {
    expect(asked(permission, ours)).toEqual(both(false));
  });

  it('denies the camera, strangers and subframes', () => {
    expect(asked('media', ours, { video: true })).toEqual(both(false));
    expect(asked('notifications', 'https://example.com/')).toEqual(both(false));
    expect(asked('notifications', ours, { isMainFrame: false })).toEqual(both(false));
  });
});
