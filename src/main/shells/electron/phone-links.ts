import type { App } from 'electron';
import { phoneLinkNumber } from './external-links.ts';

const schemes = ['tel', 'callto'] as const;

/**
 * Offers the app to the operating system for phone links. Unpackaged, the system has to be told to start
 * Electron *with the app's folder*.
 */
export function claimPhoneLinks(
  app: Pick<App, 'isPackaged' | 'getAppPath' | 'setAsDefaultProtocolClient'>,
  executable: string = process.execPath,
): void {
  for (const scheme of schemes) {
    if (app.isPackaged) app.setAsDefaultProtocolClient(scheme);
    else app.setAsDefaultProtocolClient(scheme, executable, [app.getAppPath()]);
  }
}

/** `undefined`: the app was started again without a link, or with one that holds no number. */
export type OpenNumber = (number: string | undefined) => void;

export interface PhoneLinkQueue {
  receive(link: string | undefined): void;
  /** From now on links go to `open`; those that came before it go there at once. */
  deliverTo(open: OpenNumber): void;
}

const numberOf = (link: string | undefined): string | undefined =>
  link === undefined ? undefined : phoneLinkNumber(link);

/** Keeps what comes before there is a window to show it in. */
export function phoneLinkQueue(first: string | undefined): PhoneLinkQueue {
  const waiting: (string | undefined)[] = first === undefined ? [] : [first];
  let open: OpenNumber | undefined;
  return {
    receive(link) {
      if (open === undefined) waiting.push(link);
      else open(numberOf(link));
    },
    deliverTo(target) {
      open = target;
      for (const link of waiting.splice(0)) target(numberOf(link));
    },
  };
}
