import type { Store, Tx } from '#server/store/store.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import type { Keys, KeyStore, SecretKey } from './keys.ts';
import { keyIdOf, openValue, sealValue } from './sealed-value.ts';
import type { Place } from './sealed-value.ts';

/** Where a value stands, in the tenant of the transaction. */
export type TenantPlace = Omit<Place, 'tenantId'>;

/** Seals what must not be readable in the database. */
export interface Secrets {
  /** As it is to be stored, in the same transaction. Throws AppError `secrets.wrong-key`. */
  seal(tx: Tx, place: TenantPlace, plain: Uint8Array | string): Promise<string>;
  /** Throws AppError `secrets.unreadable` {table, column}, `secrets.wrong-key`. */
  open(tx: Tx, place: TenantPlace, stored: Uint8Array | string): Promise<Buffer>;
}

export interface SecretsOptions {
  readonly store: Store;
  readonly keys: KeyStore;
  /** The first start has made a key: somebody should keep a copy of it. */
  readonly onCreated: (name: string) => void;
}

/** Under it `secret_key` may be read without a tenant; no slug can be so. */
const SECRET_TENANTS = '*secrets*';
/** In `secret_key`: the tenant may still have values of the time before they were sealed. */
export const UNSEALED = '';

export interface KeyInUse {
  readonly tenantId: string;
  readonly keyId: string;
}

/** Which keys the database needs, tenant by tenant. */
export function keysInUse(store: Store): Promise<readonly KeyInUse[]> {
  return store.withSlug(SECRET_TENANTS, (tx) =>
    tx.query<KeyInUse & object>(
      'SELECT tenant_id AS "tenantId", key_id AS "keyId" FROM secret_key ORDER BY tenant_id, key_id',
    ),
  );
}

/** The keys in memory. They are read again where the database names one that is not among them. */
export class SecretVault implements Secrets {
  readonly #options: SecretsOptions;
  #keys: Keys | undefined;

  constructor(options: SecretsOptions) {
    this.#options = options;
  }

  /**
   * Reads the keys, or makes the first one where the database needs none yet. Nothing else is done by a node before.
   *
   * @throws AppError `secrets.key-file` {file}, `secrets.wrong-key` {file, keys}
   */
  async unlock(): Promise<Keys> {
    const { store, keys, onCreated } = this.#options;
    const needed = (await keysInUse(store)).map(({ keyId }) => keyId).filter((keyId) => keyId !== UNSEALED);
    const found = await keys.read();
    const lacking = [...new Set(needed)].filter((id) => !found?.some((key) => key.id === id));
    if (lacking.length > 0) throw wrongKey(keys.name, lacking);
    this.#keys = found ?? (await keys.create());
    if (!found) onCreated(keys.name);
    return this.#keys;
  }

  /** As they are, or the first one: for what has lost its key. */
  async unlockAnyway(): Promise<Keys> {
    const { keys, onCreated } = this.#options;
    const found = await keys.read();
    if (!found) onCreated(keys.name);
    return (this.#keys = found ?? (await keys.create()));
  }

  async seal(tx: Tx, place: TenantPlace, plain: Uint8Array | string): Promise<string> {
    const inUse = await tx.query<{ keyId: string }>(
      'SELECT key_id AS "keyId" FROM secret_key WHERE tenant_id = $1',
      [tx.tenantId],
    );
    // Who has another key than the tenant's other nodes would write what those cannot read.
    for (const { keyId } of inUse) if (keyId !== UNSEALED) await this.#find(keyId);
    const [first] = this.#unlocked();
    // Waits for a rotation under way, and a rotation for this: see rotation.ts.
    await tx.query(
      `INSERT INTO secret_key (tenant_id, key_id) VALUES ($1, $2)
       ON CONFLICT (tenant_id, key_id) DO UPDATE SET key_id = excluded.key_id`,
      [tx.tenantId, first.id],
    );
    return sealValue(first, { ...place, tenantId: tx.tenantId }, Buffer.from(plain));
  }

  async open(tx: Tx, place: TenantPlace, stored: Uint8Array | string): Promise<Buffer> {
    const text = typeof stored === 'string' ? stored : Buffer.from(stored).toString('latin1');
    const keyId = keyIdOf(text);
    const key = keyId === undefined ? undefined : await this.#find(keyId);
    const plain = key && openValue(key, { ...place, tenantId: tx.tenantId }, text);
    if (plain) return plain;
    const { table, column } = place;
    throw new AppError(
      'secrets.unreadable',
      `a value of ${table}.${column} cannot be opened: it was changed in the database, or put there from another row`,
      { table, column },
    );
  }

  async #find(id: string): Promise<SecretKey> {
    const known = (): SecretKey | undefined => this.#unlocked().find((key) => key.id === id);
    const found = known();
    if (found) return found;
    this.#keys = (await this.#options.keys.read()) ?? this.#unlocked();
    const key = known();
    if (!key) throw wrongKey(this.#options.keys.name, [id]);
    return key;
  }

  #unlocked(): Keys {
    if (!this.#keys) throw new Error('the keys of the secrets were not read yet');
    return this.#keys;
  }
}

function wrongKey(file: string, ids: readonly string[]): AppError {
  return new AppError(
    'secrets.wrong-key',
    `The secrets in the database are sealed with ${ids.length === 1 ? 'the key' : 'keys'} ${ids.join(', ')}, which ` +
      `${file} does not hold. Put the key file that belongs to this database there (it is kept beside the backups), ` +
      'or name it with --secret-keys. Is it gone for good: npm run centre -- drop-lost-secrets.',
    { file, keys: ids.join(', ') },
  );
}
