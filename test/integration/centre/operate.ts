import { serverFeatures } from '#server/features.ts';
import type { OperatorCommand } from '#server/server-feature.ts';
import { authSecrets } from '#server/auth/secret-columns.ts';
import { createOperatorSecrets } from '#server/secrets/operator.ts';
import { SecretVault } from '#server/secrets/secrets.ts';
import { createPool } from '#server/store/pool.ts';
import { asOwner, createStore } from '#server/store/store.ts';
import type { Rig } from './rig.ts';
import { newId } from './test-desk.ts';

/** A subcommand of `npm run centre`, with everything but the command line around it. */
export async function operate(
  rig: Pick<Rig, 'centre' | 'databaseUrl' | 'secretKeys' | 'clock'>,
  commands: readonly OperatorCommand[],
  name: string,
  flags: Readonly<Record<string, string | boolean>>,
  secret = '',
): Promise<string> {
  const command = commands.find((each) => each.name === name);
  if (!command) throw new Error(`no command ${name}`);
  const pool = createPool(rig.databaseUrl, () => undefined);
  const store = createStore(pool);
  const { secretKeys: keys, clock } = rig;
  const vault = new SecretVault({ store, keys, onCreated: () => undefined });
  const columns = [...authSecrets, ...serverFeatures.flatMap((feature) => feature.secretColumns ?? [])];
  try {
    return await command.run(
      {
        text: (flag) => String(flags[flag] ?? ''),
        isSet: (flag) => flags[flag] === true,
        secret: () => secret,
      },
      {
        inTenant: (slug, work) => rig.centre.admin.inTenant(slug, work),
        introduce: (slug, work) => rig.centre.admin.introduce(slug, work),
        asOwner: async (slug, work) => {
          const tenantId = await rig.centre.admin.inTenant(slug, async (tx) => tx.tenantId);
          return asOwner(pool, tenantId, work);
        },
        resources: serverFeatures.flatMap((feature) => feature.resources ?? []),
        secrets: createOperatorSecrets({ store, clock, keys, vault, columns }),
        newId,
        clock,
      },
    );
  } finally {
    await pool.end();
  }
}
