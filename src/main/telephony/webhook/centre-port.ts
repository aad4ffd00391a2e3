import type { Unsubscribe } from '#shared/kernel/emitter.ts';

/** How the signed-in user is known to the centre. */
export interface CentreSession {
  readonly url: string;
  readonly token: string;
  /** PEM: see src/main/sync/centre-client.ts. */
  readonly ca?: string | undefined;
}

/** The way to the centre, for doors of telephony that lead through it. */
export interface CentrePort {
  /** undefined: nobody is signed in. */
  current(): CentreSession | undefined;
  onChange(listener: () => void): Unsubscribe;
}
