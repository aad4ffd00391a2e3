import type { Grants } from '#shared/access/access.ts';
import type { Must } from '#shared/auth/protocol.ts';
import type { Actor } from '#shared/commands/command.ts';
import type { TokenKey } from './token.ts';

/** Who a request comes from, by its session alone. */
export interface Principal {
  readonly actor: Actor;
  /** Rows of these scopes may be read and written, as far as `grants` go. */
  readonly scopeIds: readonly string[];
  /** Where new rows go. */
  readonly homeScopeId: string;
  readonly grants: Grants;
  readonly session: TokenKey;
  /** What comes before anything else; empty for almost everybody. */
  readonly must: readonly Must[];
}
