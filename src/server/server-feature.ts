import type { FastifyInstance } from 'fastify';
import type { Store } from '#server/store/store.ts';
import type { NamedCommand } from '#server/sync/execute.ts';
import type { SharedFeature } from '#shared/features/shared-feature.ts';
import type { Clock } from '#shared/kernel/clock.ts';

export interface RouteDeps {
  readonly store: Store;
  readonly clock: Clock;
}

/** An account that is just being made. */
export interface NewUser {
  readonly userId: string;
  readonly name: string;
  /** How colleagues call the person. */
  readonly shortName: string;
  /** Internal extension, digits. */
  readonly extension: string | null;
  readonly mail: string | null;
}

/** A feature's part of the centre. */
export interface ServerFeature {
  readonly shared: SharedFeature;
  /** Folder of `.sql` files; entity tables go through `rufblatt_entity`. */
  readonly migrations?: URL;
  /** Behind authenticate: see principalOf in src/server/auth/authenticate.ts. */
  routes?(app: FastifyInstance, deps: RouteDeps): void;
  /** Commands that belong to making an account; they run with an administrator's rights in the same transaction. */
  onNewUser?(user: NewUser): readonly NamedCommand[];
}
