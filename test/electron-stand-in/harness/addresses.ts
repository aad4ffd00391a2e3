/**
 * Chromium loads no scheme it was not built with, so a standard, secure scheme of the app is served as https
 * under a host that cannot exist, and reported back as what the app calls it:
 * `app://rufblatt/x` ⇄ `https://rufblatt.app.standin/x`.
 */
const suffix = 'standin';

export const toWeb = (url: string): string =>
  url.replace(
    /^(?!https?:|data:|about:|blob:|file:)([a-z][a-z0-9-]*):\/\/([^/?#]+)/i,
    `https://$2.$1.${suffix}`,
  );

export const toApp = (url: string): string =>
  url.replace(new RegExp(`^https://([^/?#]+)\\.([a-z][a-z0-9-]*)\\.${suffix}(?=[/?#]|$)`, 'i'), '$2://$1');
