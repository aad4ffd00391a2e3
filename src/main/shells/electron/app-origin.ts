/** The scheme and host everything in a window comes from; the renderer's routes are hashes behind it. */
export const appScheme = 'app';
export const appHost = 'rufblatt';

/** Address of a window's page: `app://rufblatt/index.html#/route`. */
export const appUrl = (route: string): string => `${appScheme}://${appHost}/index.html#${route}`;

/**
 * True for pages of the app itself. Compares protocol and host, never `origin`: for a scheme that Node's URL
 * does not know as special, `origin` is the string "null" for every address.
 */
export function isAppUrl(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return (
    url.protocol === `${appScheme}:` && url.host === appHost && url.username === '' && url.password === ''
  );
}
