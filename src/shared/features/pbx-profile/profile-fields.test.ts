import { describe, expect, it } from 'vitest';
import { deskSettings, deskSettingsPatch } from '../../settings/desk-settings.ts';
import { NOTHING_SAID, toDeskSettings } from './profile-fields.ts';

describe('what the house says, as settings of a desk', () => {
  it('is nothing where it says nothing', () => {
    expect(toDeskSettings(NOTHING_SAID)).toEqual({});
  });

  it('switches its door on and fills in the rest, in the words of the settings', () => {
    const said = toDeskSettings({
      ...NOTHING_SAID,
      ...{ door: 'ami', ami_host: 'pbx.example', ami_port: 5039, ami_transport: 'tls', ami_user: 'rufblatt' },
      ...{ outside_line: '0', internal_length: 4, sip_server: 'pbx.example' },
      own_numbers: '+4922147101-xx, +493023125, 0221',
    });
    expect(said).toEqual({
      ami: { enabled: true, host: 'pbx.example', port: 5039, tls: true, user: 'rufblatt' },
      sip: { server: 'pbx.example' },
      dialProfile: { outsideLine: '0', internalLength: 4, ownNumbers: ['+4922147101-xx', '+493023125'] },
    });
    expect(deskSettingsPatch.parse(said)).toEqual(said);
  });

  it('never names a secret, nor whose phone it is', () => {
    const said = toDeskSettings(
      Object.fromEntries(Object.keys(NOTHING_SAID).map((field) => [field, 'x'])) as never,
    );
    for (const section of ['ami', 'sip', 'fritzbox'] as const) {
      const fields = Object.keys(said[section] ?? {});
      expect(fields.filter((field) => /secret|devices|extension|numbers|queues/.test(field))).toEqual([]);
      expect(Object.keys(deskSettings.shape[section].shape)).toEqual(expect.arrayContaining(fields));
    }
  });
});
