import type { SecretColumn } from '#server/secrets/secret-column.ts';
import { PROVIDER_SECRET, removeProvider } from './provider/provider.ts';
import { removeSecondFactor, TOTP_SECRET } from './second-factor.ts';
import { PRIVATE_KEY } from './unsent-key.ts';

/** What the core keeps sealed. */
export const authSecrets: readonly SecretColumn[] = [
  {
    ...TOTP_SECRET,
    rowId: 'user_id',
    type: 'bytea',
    whenLost: async (tx, userId) => void (await removeSecondFactor(tx, userId)),
  },
  {
    ...PROVIDER_SECRET,
    rowId: 'tenant_id',
    type: 'text',
    // Without its secret it would be a public client, which it is not.
    whenLost: async (tx) => {
      await removeProvider(tx);
      return undefined;
    },
  },
  {
    ...PRIVATE_KEY,
    rowId: 'user_id',
    type: 'text',
    whenLost: async (tx, userId) =>
      void (await tx.query('DELETE FROM unsent_key WHERE tenant_id = $1 AND user_id = $2', [
        tx.tenantId,
        userId,
      ])),
  },
];
