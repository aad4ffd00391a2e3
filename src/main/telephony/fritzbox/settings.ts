import type { LinkFault } from '../telephony-source.ts';
import type { OwnLines } from './own-lines.ts';

export interface FritzboxSettings extends OwnLines {
  /** `fritz.box`, or its address. */
  readonly host: string;
  /** 1012 on every box. */
  readonly port: number;
}

/** What is wrong with the settings, in words for the settings screen; nothing when they can be tried. */
export function settingsFault({ host, port }: FritzboxSettings): LinkFault | undefined {
  if (host.trim() === '' || /\s/.test(host)) return badSettings('the host is missing or has blanks in it');
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    return badSettings('the port is not between 1 and 65535');
  return undefined;
}

function badSettings(detail: string): LinkFault {
  return { code: 'bad-settings', detail };
}
