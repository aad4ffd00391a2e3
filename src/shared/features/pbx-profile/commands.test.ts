import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CommandError } from '../../commands/command.ts';
import type { Role } from '../../commands/command.ts';
import { AGENT, createMemoryRows, idOf, MEMORY_SCOPE, runInMemory } from '#test/support/memory-rows.ts';
import { pbxProfileSet } from './commands.ts';
import { pbxProfileTable } from './model.ts';
import { PROFILE_FIELDS } from './profile-fields.ts';

const ADMIN = { actor: { ...AGENT, roles: ['admin'] as const } };
type Values = Parameters<typeof pbxProfileSet.run>[0]['values'];
const set = (rows: ReturnType<typeof createMemoryRows>, values: Values, id = idOf(1)): void =>
  runInMemory(rows, pbxProfileSet, { id, values }, ADMIN);
const REFUSALS = new Set(['pbx-profile.bad-value', 'pbx-profile.incomplete', 'command.bad-arguments']);
const refused = (code: string, field: string) =>
  expect.objectContaining({ code, params: { field } }) as Error;

describe('the telephone system of the house', () => {
  it('is one row: what is said again changes that one, whoever says it, and leaves the rest', () => {
    const rows = createMemoryRows();
    set(rows, { door: 'ami', ami_host: ' pbx.example ', ami_port: 5039 });
    set(rows, { area: '221', ami_port: null }, idOf(2));
    expect(rows.all(pbxProfileTable)).toMatchObject([
      { id: idOf(1), door: 'ami', ami_host: 'pbx.example', ami_port: null, area: '221', country: null },
    ]);
  });

  it('has each of its numbers once, and says none of them any more', () => {
    const rows = createMemoryRows();
    set(rows, { own_numbers: ' +4922147101-xx,+493023125 , +4922147101-xx' });
    expect(rows.all(pbxProfileTable)).toMatchObject([{ own_numbers: '+4922147101-xx, +493023125' }]);
    set(rows, { own_numbers: null });
    expect(rows.all(pbxProfileTable)).toMatchObject([{ own_numbers: null }]);
  });

  it('is one of each scope', () => {
    const rows = createMemoryRows();
    set(rows, { area: '221' });
    rows.put(pbxProfileTable, idOf(1), {
      ...rows.all(pbxProfileTable)[0],
      ...{ scope_id: `not-${MEMORY_SCOPE}`, area: '30' },
    } as never);
    set(rows, { area: '89' }, idOf(2));
    expect(rows.all(pbxProfileTable).map(({ area }) => area)).toEqual(['30', '89']);
  });

  it.each<[Values, string]>([
    [{ door: 'isdn' }, 'door'],
    [{ ami_host: 'http://pbx.example' }, 'ami_host'],
    [{ ami_host: 'pbx.example:5038' }, 'ami_host'],
    [{ ami_host: 'pbx\r\nAction: Originate' }, 'ami_host'],
    [{ ami_port: 0 }, 'ami_port'],
    [{ ami_port: 70_000 }, 'ami_port'],
    [{ ami_transport: 'udp' }, 'ami_transport'],
    [{ ami_user: 'cti\nSecret: x' }, 'ami_user'],
    [{ ami_context: 'from internal' }, 'ami_context'],
    [{ sip_server: 'sip:pbx.example' }, 'sip_server'],
    [{ sip_server: 'pbx.example:99999' }, 'sip_server'],
    [{ sip_ca: '-----BEGIN PRIVATE KEY-----' }, 'sip_ca'],
    [{ fritzbox_host: '' }, 'fritzbox_host'],
    [{ inbound: 'whatever' }, 'inbound'],
    [{ outside_line: '0,' }, 'outside_line'],
    [{ country: '049' }, 'country'],
    [{ area: '0221a' }, 'area'],
    [{ internal_length: 9 }, 'internal_length'],
    [{ own_numbers: '0221 47101-xx' }, 'own_numbers'],
    [{ own_numbers: '+4922147101-xx, Zentrale' }, 'own_numbers'],
    [{ own_numbers: ' , ' }, 'own_numbers'],
  ])('refuses %j and names the field', (values, field) => {
    const rows = createMemoryRows();
    expect(() => set(rows, values)).toThrow(refused('pbx-profile.bad-value', field));
    expect(rows.all(pbxProfileTable)).toEqual([]);
  });

  it('needs an address for the door it names, and keeps it while the door is named', () => {
    const rows = createMemoryRows();
    expect(() => set(rows, { door: 'sip' })).toThrow(refused('pbx-profile.incomplete', 'sip_server'));
    set(rows, { door: 'sip', sip_server: '[::1]:8089' });
    expect(() => set(rows, { sip_server: null })).toThrow(refused('pbx-profile.incomplete', 'sip_server'));
    set(rows, { door: 'webhook', sip_server: null });
    expect(rows.all(pbxProfileTable)).toMatchObject([{ door: 'webhook', sip_server: null }]);
  });

  it('takes whatever comes or refuses it by its field, and never keeps a line break', () => {
    const nasty = fc.constantFrom(
      'pbx\r\nAction: Logoff',
      '\0',
      '\u2028',
      'pbx.example',
      '5038',
      '[::1]:1',
      'ami',
    );
    const anything = fc.dictionary(
      fc.constantFrom(...PROFILE_FIELDS),
      fc.oneof(fc.string(), nasty, fc.integer(), fc.double(), fc.constant(null)),
    );
    fc.assert(
      fc.property(anything, (values) => {
        const rows = createMemoryRows();
        try {
          set(rows, values as Values);
        } catch (error) {
          if (!(error instanceof CommandError) || !REFUSALS.has(error.code)) throw error;
        }
        const kept = rows.all(pbxProfileTable).flatMap((row) => Object.entries(row));
        // A certificate has lines; nothing else gets one onto a wire.
        return kept.every(([field, value]) => field === 'sip_ca' || !/[\r\n\0]/.test(String(value)));
      }),
    );
  });

  it.each(['agent', 'lead', 'steward', 'admin'] as const)('is the administration’s: %s', (role: Role) => {
    const forbidden = pbxProfileSet.forbids?.({ ...AGENT, roles: [role] }, { id: idOf(1), values: {} });
    expect(forbidden).toBe(role === 'admin' ? undefined : 'pbx-profile.not-allowed');
  });
});
