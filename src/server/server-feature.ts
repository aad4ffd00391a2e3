import type { FastifyInstance } from 'fastify';
import type { SocketTimes } from '#server/http/session-sockets.ts';
import type { Beyond, CentreLimits } from '#server/limits.ts';
import type { SecretColumn } from '#server/secrets/secret-column.ts';
import type { Resealed } from '#server/secrets/rotation.ts';
import type { CreateTimer } from '#server/metrics/metrics.ts';
import type { Secrets } from '#server/secrets/secrets.ts';
import type { Signals } from '#server/store/signals.ts';
import type { Store, Tx, Work } from '#server/store/store.ts';
import type { ChangeNotifier } from '#server/sync/change-notifier.ts';
import type { NamedCommand } from '#server/sync/execute.ts';
import type { CommandRegistry, Role } from '#shared/commands/command.ts';
import type { SharedFeature } from '#shared/features/shared-feature.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import type { NewId } from '#shared/kernel/ids.ts';
import type { Service } from '#shared/kernel/service.ts';
import type { Resource } from './resource.ts';
import type { AnyRow, Table } from '#shared/rows/table.ts';

export interface RouteDeps {
  readonly store: Store;
  readonly clock: Clock;
}

export interface FeatureRouteDeps extends RouteDeps {
  /** Of all features, by name: what masks and scopes are told by. */
  readonly tables: ReadonlyMap<string, Table>;
  /** Of all features, by table. */
  readonly contents: ReadonlyMap<string, RowContents>;
}

/** What rows of a table stand for beside their fields: contents in pieces, kept by the feature. */
export interface RowContents {
  /** How they are called, how long they are, and their SHA-256 in hex. */
  of(row: AnyRow): { readonly name: string; readonly bytes: number; readonly sha256: string };
  /** One piece, numbered from 0; undefined: the centre has not got these contents (yet, or any more). */
  piece(
    tx: Tx,
    row: AnyRow,
    no: number,
  ): Promise<{ readonly bytes: Uint8Array; readonly isLast: boolean } | undefined>;
}

/** A person, and what somebody else's system calls them by: an extension, an address. */
export interface UserLine {
  readonly userId: string;
  /** As it was asked for. */
  readonly line: string;
}

/** Who is known by one of these lines: digits, or small letters. */
export type UsersOfLines = (tx: Tx, lines: readonly string[]) => Promise<readonly UserLine[]>;

/** What a person is known by: the other way round. */
export type LinesOfUser = (tx: Tx, userId: string) => Promise<readonly string[]>;

/** Makes an account, its scopes and what the features keep of the person. */
export type CreateUser = (by: UserMaker, user: UserToMake) => Promise<{ readonly userId: string }>;

/** Another name for somebody, in the account and in what the features keep. Throws AppError `account.unknown`. */
export type RenameUser = (
  by: UserMaker,
  user: { readonly userId: string; readonly name: string },
) => Promise<void>;

/** Who makes or renames an account from within the tenant. */
export interface UserMaker {
  readonly tenantId: string;
  readonly userId: string;
  /** Where new rows of the new person go, unless other scopes are given. */
  readonly scopeId: string;
  readonly address: string;
}

export interface UserToMake {
  readonly login: string;
  /** At least eight characters. */
  readonly password: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** Default: the last word of the name. */
  readonly shortName?: string;
  readonly extension?: string | null;
  readonly mail?: string | null;
  /** Made when left out; also the id of the staff row. */
  readonly userId?: string;
  /** Default: the tenant's one scope. The first is where new rows go. */
  readonly scopeIds?: readonly string[];
  /** At the first sign-in the person chooses another password before anything else. */
  readonly mustChange?: boolean;
}

/** What a feature that does more than answer requests may use. */
export interface CentrePorts extends RouteDeps {
  readonly signals: Signals;
  readonly secrets: Secrets;
  /** What all features know. */
  readonly usersOfLines: UsersOfLines;
  readonly linesOfUser: LinesOfUser;
  readonly newId: NewId;
  /** Throws AppError `account.login-taken`, `password.too-short`, `password.too-common`. */
  readonly createUser: CreateUser;
  readonly renameUser: RenameUser;
  readonly socketTimes: SocketTimes;
  readonly commands: CommandRegistry;
  readonly notifier: ChangeNotifier;
  /** Of all features. */
  readonly resources: readonly Resource[];
  /** For what fails with nobody waiting. */
  readonly onError: (error: unknown) => void;
  /** Adds to the node's metrics. */
  readonly timer: CreateTimer;
}

export interface CentreParts {
  /** Started before the first request, stopped after the last. */
  readonly services?: readonly Service[];
  /** Behind authenticate. */
  readonly routes?: (app: FastifyInstance) => void;
  /** For everybody: what lets a request in is the feature's own business. In a scope of its own. */
  readonly publicRoutes?: (app: FastifyInstance) => void;
}

/** The operator's way to the keys: they are read, or made, only by a command that needs them. */
export interface OperatorSecrets {
  /** Throws AppError `secrets.key-file`, `secrets.wrong-key`. */
  unlock(): Promise<Secrets>;
  /** Everything under the first key, which may be a new one. */
  rotate(how: {
    readonly newKey: boolean;
  }): Promise<Resealed & { readonly keyId: string; readonly keyFile: string }>;
  /** What no key opens any more is removed. */
  dropLost(): Promise<Resealed>;
}

/** What the operator's command line lends to a feature's subcommands. */
export interface OperatorPorts {
  inTenant<T>(slug: string, work: Work<T>): Promise<T>;
  /** The same as the owner of the tables: for what the centre itself has no right to. */
  asOwner<T>(slug: string, work: Work<T>): Promise<T>;
  /** As `inTenant`, with what the features keep of somebody new ({@link ServerFeature.onNewUser}) in the same transaction. */
  introduce<T>(slug: string, work: Work<Newcomer<T>>): Promise<T>;
  /** Of all features. */
  readonly resources: readonly Resource[];
  readonly secrets: OperatorSecrets;
  readonly newId: NewId;
  readonly clock: Clock;
}

/** A subcommand of `npm run centre`; nothing of it is reachable over HTTP. */
export interface OperatorCommand {
  readonly name: string;
  /** Its flags as a person types them, and a sentence. */
  readonly usage: string;
  readonly purpose: string;
  /** Beside `--data`, which all have. `required` ones are there when it runs. */
  readonly flags: Readonly<Record<string, { readonly type: 'string' | 'boolean'; readonly required?: true }>>;
  /** What is printed when it is done. Throws AppError. */
  run(flags: OperatorFlags, ports: OperatorPorts): Promise<string>;
}

export interface OperatorFlags {
  /** Empty where it was left out. */
  text(name: string): string;
  isSet(name: string): boolean;
  /** A secret out of the file that flag names, else from standard input; never an argument. */
  secret(name: string): string;
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

/** Who or what acts in a name of its own from now on, and where that name is kept. */
export interface Newcomer<T> {
  readonly user: NewUser;
  readonly scopeId: string;
  /** What else came of it. */
  readonly made: T;
}

/** A feature's part of the centre. */
export interface ServerFeature {
  readonly shared: SharedFeature;
  /** Folder of `.sql` files; entity tables go through `rufblatt_entity`. */
  readonly migrations?: URL;
  /** Behind authenticate: see principalOf in src/server/auth/authenticate.ts. */
  routes?(app: FastifyInstance, deps: FeatureRouteDeps): void;
  /** What routes alone cannot do. Made once a node. */
  parts?(ports: CentrePorts): CentreParts;
  readonly usersOfLines?: UsersOfLines;
  readonly linesOfUser?: LinesOfUser;
  readonly operatorCommands?: readonly OperatorCommand[];
  /** What of it nobody may read who reads the database: see {@link Secrets}. */
  readonly secretColumns?: readonly SecretColumn[];
  /** Contents beside rows of its tables, by table. */
  readonly contents?: Readonly<Record<string, RowContents>>;
  /** Which of its commands ask for more than the operator allows. */
  beyond?(limits: CentreLimits): Beyond;
  /** What of it other programs may read and write. */
  readonly resources?: readonly Resource[];
  /** The newest version whose log entries it no longer needs; null: it needs none. */
  keepsLogFrom?(tx: Tx): Promise<number | null>;
  /** Commands that belong to making an account; they run with an administrator's rights in the same transaction. */
  onNewUser?(user: NewUser): readonly NamedCommand[];
  /** Commands that belong to giving somebody another name; in the same way. */
  onRenamedUser?(user: Pick<NewUser, 'userId' | 'name' | 'shortName'>): readonly NamedCommand[];
}
