import { currentCall } from '#shared/calls/current-call.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import { numbersInText } from '#shared/phone/numbers-in-text.ts';
import type { ShortcutName } from '#shared/settings/shortcut-settings.ts';
import type { HostCalls } from '../host/host.ts';
import { clipboardRoute, refusedRoute } from './dial-route.ts';

export interface ShortcutActDeps {
  readonly isSignedIn: () => boolean;
  readonly clipboardText: () => Promise<string>;
  /** Whether the settings allow dialling without another key. */
  readonly dialAtOnce: () => boolean;
  readonly calls: Pick<HostCalls, 'live' | 'dial'>;
  /** Brings the main window to the front, at this route where there is one. */
  readonly open: (route: string | undefined) => void;
}

export type ShortcutActs = Readonly<Record<ShortcutName, () => void>>;

/** What the global keys do. With nobody signed in they show the sign-in, whatever is copied or ringing. */
export function createShortcutActs(deps: ShortcutActDeps): ShortcutActs {
  const { isSignedIn, clipboardText, dialAtOnce, calls, open } = deps;

  const dialNow = (number: string): void => {
    calls.dial(number, null).catch((error: unknown) => {
      open(refusedRoute(number, error instanceof AppError ? error.code : 'internal'));
    });
  };

  const show = (text: string): void => {
    const numbers = numbersInText(text);
    const [only, ...others] = numbers;
    if (only !== undefined && others.length === 0 && dialAtOnce()) dialNow(only);
    else open(clipboardRoute(numbers));
  };

  return {
    dial() {
      if (!isSignedIn()) return open(undefined);
      // A clipboard that cannot be read holds nothing to dial.
      clipboardText().then(show, () => show(''));
    },
    call() {
      const current = isSignedIn() ? currentCall(calls.live()) : undefined;
      open(current && `/call/${current.id}`);
    },
  };
}
