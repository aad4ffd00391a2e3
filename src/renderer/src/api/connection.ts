import type { Unsubscribe } from '#shared/kernel/emitter.ts';

/** `opening`: never been there yet. `lost`: was there, is being sought again. `refused`: the page may not come back. */
export type ConnectionState = 'opening' | 'open' | 'lost' | 'refused';

/** The page's own link to its desk. In Electron it cannot break. */
export interface Connection {
  readonly state: ConnectionState;
  subscribe(listener: () => void): Unsubscribe;
}

export const unbreakable: Connection = { state: 'open', subscribe: () => () => undefined };
