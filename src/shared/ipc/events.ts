import type { LiveCall } from '../calls/live-call.ts';
import type { Session } from './core-contracts.ts';
import type { DeskSettings } from '../settings/desk-settings.ts';
import type { DeskStatus } from './status.ts';

/** What the host tells the renderer unasked. Each carries the whole new state or what to ask again, never a patch. */
export interface DeskEvents {
  /** Rows of these tables have changed and are committed: ask again for what is on the screen. */
  readonly changed: { readonly tables: readonly string[] };
  readonly calls: readonly LiveCall[];
  readonly status: DeskStatus;
  readonly session: Session | null;
  readonly settings: DeskSettings;
  /** Bring this to the front: a notification was clicked, a `tel:` link came in. */
  readonly open: { readonly route: string };
}

export type DeskEventName = keyof DeskEvents;
