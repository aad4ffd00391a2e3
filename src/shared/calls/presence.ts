/**
 * What the phone system says of an extension: that it is in a call, never with whom. `unknown` is whatever cannot be
 * told: no hint, no phone behind it, no link.
 */
export const PRESENCES = ['free', 'talking', 'ringing', 'do-not-disturb', 'unknown'] as const;
export type Presence = (typeof PRESENCES)[number];

export interface ExtensionPresence {
  /** As colleagues dial it, digits. */
  readonly extension: string;
  readonly presence: Presence;
}

/** What queries that show a presence wait for: told by `touch`, there is no table and no history of it. */
export const PRESENCE = 'presence';
