import type { Actor } from '#shared/commands/command.ts';
import type { TokenKey } from './token.ts';

/** Who a request comes from, by its session alone. */
export interface Principal {
  readonly actor: Actor;
  /** Rows of these scopes may be read and written. */
  readonly scopeIds: readonly string[];
  /** Where new rows go. */
  readonly homeScopeId: string;
  readonly session: TokenKey;
}
