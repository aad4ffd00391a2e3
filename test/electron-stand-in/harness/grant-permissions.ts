import type { BrowserContext } from 'playwright-core';
import type { Remote } from '../link.ts';
import type { AppSide } from '../sides.ts';
import { toWeb } from './addresses.ts';

/** Chromium's permissions with what Electron's handlers call them. */
const permissions: readonly {
  readonly name: string;
  readonly permission: string;
  readonly mediaType?: string;
}[] = [
  { name: 'notifications', permission: 'notifications' },
  { name: 'microphone', permission: 'media', mediaType: 'audio' },
  { name: 'camera', permission: 'media', mediaType: 'video' },
  { name: 'geolocation', permission: 'geolocation' },
  { name: 'clipboard-read', permission: 'clipboard-read' },
  { name: 'midi', permission: 'midi' },
  { name: 'local-fonts', permission: 'local-fonts' },
  { name: 'storage-access', permission: 'storage-access' },
];

/**
 * Gives the page at `url` the permissions that the app's check handler grants its origin, and denies the rest.
 * Without a handler Electron grants them all; so does this.
 */
export async function grantPermissions(
  context: BrowserContext,
  app: Remote<AppSide>,
  id: number,
  url: string,
): Promise<void> {
  const { protocol, host } = new URL(url);
  if (host === '') return;
  const origin = `${protocol}//${host}`;
  const granted: string[] = [];
  for (const { name, ...check } of permissions) {
    if (await app.mayUse({ id, origin, ...check })) granted.push(name);
  }
  await context.grantPermissions(granted, { origin: toWeb(origin) });
}
