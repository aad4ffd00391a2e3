import { resolve } from 'node:path';

/** Switches of Chromium and the operating system that a start may carry; they are not the app's. */
const foreign =
  /^(?:-psn_|--(?:no-sandbox|disable-gpu|ozone-platform|enable-features|disable-features|force-device-scale-factor|user-data-dir|password-store|lang|inspect|remote-debugging)(?:[=-]|$))/;

/**
 * The arguments meant for the app: packaged, those after the executable; unpackaged (`electron . --profile x`),
 * those after the app's folder, before which Electron's own switches stand. Without phone links and without what
 * Chromium reads.
 */
export function ownArguments(
  argv: readonly string[],
  isPackaged: boolean,
  appPath: string,
): readonly string[] {
  const folder = argv.findIndex((argument, index) => index > 0 && resolve(argument) === resolve(appPath));
  const first = isPackaged ? 1 : folder < 0 ? 2 : folder + 1;
  return argv.slice(first).filter((argument) => !isPhoneLink(argument) && !foreign.test(argument));
}

const isPhoneLink = (argument: string): boolean => /^(?:tel|callto):/i.test(argument);

/** The first phone link among a process's arguments (Windows and Linux pass it there). */
export const phoneLinkIn = (argv: readonly string[]): string | undefined => argv.find(isPhoneLink);
