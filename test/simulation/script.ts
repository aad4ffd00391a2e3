import { z } from 'zod';
import {
  act,
  backUpCentre,
  changeScopes,
  copyFile,
  cutLine,
  moveRow,
  pruneLog,
  restoreCentre,
  restoreFile,
  wipeCentre,
} from './deeds.ts';
import type { Cast } from './deeds.ts';
import type { Person } from './person.ts';

const at = z.number().nonnegative();
const ofDesk = z.object({ at, desk: z.string() });

/** What happens at which moment, virtual ms. It stays the same however the product or the drawing of seeds changes. */
export const scriptSchema = z.array(
  z.discriminatedUnion('do', [
    ofDesk.extend({ do: z.literal('act'), name: z.string(), args: z.looseObject({ tag: z.string() }) }),
    ofDesk.extend({ do: z.literal('kill') }),
    /** Dies at the next statement that begins with `sql`. */
    ofDesk.extend({ do: z.literal('die'), sql: z.string().min(1) }),
    ofDesk.extend({ do: z.literal('copy-file') }),
    ofDesk.extend({ do: z.literal('restore-file') }),
    ofDesk.extend({ do: z.literal('cut'), ms: z.number() }),
    ofDesk.extend({ do: z.literal('scopes'), scopes: z.array(z.string()) }),
    ofDesk.extend({ do: z.literal('disk'), what: z.enum(['well', 'reads fail', 'writes fail']) }),
    /** The next message of this kind: its request or its reply is lost, or it takes so long. */
    ofDesk.extend({
      do: z.literal('message'),
      kind: z.enum(['push', 'pull']),
      fate: z.enum(['request-lost', 'reply-lost', 'late']),
      ms: z.number().default(0),
    }),
    z.object({ at, do: z.literal('move-row'), id: z.string(), scope: z.string() }),
    z.object({ at, do: z.literal('prune'), termMs: z.number().default(0) }),
    z.object({ at, do: z.literal('back-up') }),
    z.object({ at, do: z.literal('restore-centre') }),
    z.object({ at, do: z.literal('wipe') }),
  ]),
);
export type Script = z.infer<typeof scriptSchema>;
type Deed = Script[number];

export function schedule(cast: Cast, script: Script): void {
  for (const deed of script) cast.world.scheduler.after(deed.at, () => void carryOut(cast, deed));
}

async function carryOut(cast: Cast, deed: Deed): Promise<void> {
  switch (deed.do) {
    case 'move-row':
      return moveRow(cast, deed.id, deed.scope);
    case 'prune':
      return pruneLog(cast, deed.termMs);
    case 'back-up':
      return backUpCentre(cast);
    case 'restore-centre':
      return restoreCentre(cast);
    case 'wipe':
      return wipeCentre(cast);
    default:
      return befall(cast, personOf(cast, deed.desk), deed);
  }
}

function befall(cast: Cast, person: Person, deed: Extract<Deed, { desk: string }>): void {
  switch (deed.do) {
    case 'act':
      return act(cast, person, deed.name, deed.args);
    case 'kill':
      return person.desk.kill();
    case 'die':
      person.diesAt = deed.sql;
      return undefined;
    case 'copy-file':
      return copyFile(person);
    case 'restore-file':
      return restoreFile(cast, person);
    case 'cut':
      return cutLine(cast, person, deed.ms);
    case 'scopes':
      return changeScopes(cast, person, deed.scopes);
    case 'disk':
      person.disk = deed.what;
      return undefined;
    case 'message':
      person.fates.push(deed);
      return undefined;
  }
}

function personOf({ people }: Cast, name: string): Person {
  const person = people.find(({ desk }) => desk.name === name);
  if (!person) throw new Error(`nobody sits at ${name}`);
  return person;
}
