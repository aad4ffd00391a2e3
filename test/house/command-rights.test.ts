import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ROLES, SENSITIVITIES } from '#shared/access/access.ts';
import type { Actor, Command, Role } from '#shared/commands/command.ts';
import { features } from '#shared/features.ts';
import type { Table } from '#shared/rows/table.ts';
import { linkAdd, linkRemove, linkTable } from '#shared/links/links.ts';

/* Who may what: every command × every role, held against the table of docs/security.md. */

const commands: readonly Command[] = [
  linkAdd,
  linkRemove,
  ...features.flatMap((feature) => feature.commands),
];
const tables: readonly Table[] = [linkTable, ...features.flatMap((feature) => feature.tables)];
const doc = readFileSync(new URL('../../docs/security.md', import.meta.url), 'utf8');

const actor = (role: Role): Actor => ({ tenantId: 't', userId: 'me', roles: [role] });

/** Arguments that name the actor and another: what depends on them is "own". */
const argsNaming = (userId: string): unknown =>
  new Proxy({}, { get: (_target, name) => (name === Symbol.toPrimitive ? () => userId : userId) });

type Right = 'yes' | 'own' | 'no';

function rightOf(command: Command, role: Role): Right {
  const forbids = (userId: string): boolean =>
    command.forbids?.(actor(role), argsNaming(userId)) !== undefined;
  if (forbids('me')) return 'no';
  return forbids('somebody-else') ? 'own' : 'yes';
}

function rowsBelow(heading: string): readonly (readonly string[])[] {
  const [, rest = ''] = doc.split(`${heading}\n`);
  const [section = ''] = rest.split('\n#');
  return section
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll('`', '')),
    );
}

describe('the rights', () => {
  it('of every command and role are as docs/security.md tells them', () => {
    const actual = commands.map((command) => [command.name, ...ROLES.map((role) => rightOf(command, role))]);
    const byName = (a: readonly string[], b: readonly string[]): number =>
      (a[0] ?? '').localeCompare(b[0] ?? '');
    expect(rowsBelow('### Commands').toSorted(byName)).toEqual(actual.toSorted(byName));
  });

  it('of fields name every column that is not for everybody, and every kind is used or known', () => {
    const actual = tables.flatMap((table) =>
      table.columnNames.flatMap((name) => {
        const sensitivity = table.columns[name]?.sensitivity;
        return sensitivity === undefined ? [] : [[`${table.name}.${name}`, sensitivity]];
      }),
    );
    expect(rowsBelow('### Fields')).toEqual(actual);
    for (const kind of SENSITIVITIES) expect(doc).toContain(`\`${kind}\``);
  });

  it('of reach name the owners of every table that has any', () => {
    const actual = tables
      .filter(({ owners }) => owners.length > 0)
      .map(({ name, owners }) => [name, owners.join(', ')]);
    expect(rowsBelow('### Owners')).toEqual(actual);
  });
});
