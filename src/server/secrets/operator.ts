import { OPERATOR, writeAudit } from '#server/auth/audit.ts';
import type { OperatorSecrets } from '#server/server-feature.ts';
import type { Store } from '#server/store/store.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import type { Keys, KeyStore } from './keys.ts';
import { resealAll } from './rotation.ts';
import type { Resealed } from './rotation.ts';
import type { SecretColumn } from './secret-column.ts';
import type { SecretVault } from './secrets.ts';

export interface OperatorSecretsDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly keys: KeyStore;
  readonly vault: SecretVault;
  readonly columns: readonly SecretColumn[];
}

export function createOperatorSecrets(deps: OperatorSecretsDeps): OperatorSecrets {
  const { store, clock, keys: file, vault, columns } = deps;
  const reseal = (keys: Keys, onLost: 'fail' | 'drop'): Promise<Resealed> =>
    resealAll(
      {
        store,
        secrets: vault,
        keys,
        columns,
        note: (tx, { lost }) =>
          writeAudit(tx, {
            what: lost > 0 ? 'secrets.dropped' : 'secrets.rotated',
            at: clock.now(),
            actor: OPERATOR,
            subject: keys[0].id,
          }),
      },
      onLost,
    );

  return {
    async unlock() {
      await vault.unlock();
      return vault;
    },
    async rotate({ newKey }) {
      await vault.unlock();
      if (newKey) await file.add();
      const keys = await vault.unlock();
      return { ...(await reseal(keys, 'fail')), keyId: keys[0].id, keyFile: file.name };
    },
    dropLost: async () => reseal(await vault.unlockAnyway(), 'drop'),
  };
}
