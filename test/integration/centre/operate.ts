import { Pool } from 'pg';
import { serverFeatures } from '#server/features.ts';
import type { OperatorCommand } from '#server/server-feature.ts';
import { asOwner } from '#server/store/store.ts';
import type { Rig } from './rig.ts';
import { newId } from './test-desk.ts';

/** A subcommand of `npm run centre`, with everything but the command line around it. */
export async function operate(
  rig: Pick<Rig, 'centre' | 'databaseUrl' | 'clock'>,
  commands: readonly OperatorCommand[],
  name: string,
  flags: Readonly<Record<string, string | boolean>>,
  secret = '',
): Promise<string> {
  const command = commands.find((each) => each.name === name);
  if (!command) throw new Error(`no command ${name}`);
  const pool = new Pool({ connectionString: rig.databaseUrl });
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
        newId,
        clock: rig.clock,
      },
    );
  } finally {
    await pool.end();
  }
}
