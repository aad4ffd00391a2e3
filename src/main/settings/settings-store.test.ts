import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultDeskSettings, deskSettings } from '#shared/settings/desk-settings.ts';
import type { DeskSettingsPatch } from '#shared/settings/desk-settings.ts';
import { createSettingsStore } from './settings-store.ts';
import type { SettingsStore } from './settings-store.ts';

function setUp(settings: DeskSettingsPatch = {}, amiSecret?: string) {
  const kept = new Map<string, string>();
  const local = {
    get: (key: string): unknown => (kept.has(key) ? JSON.parse(kept.get(key) ?? '') : undefined),
    set: (key: string, value: unknown) =>
      void (value === null ? kept.delete(key) : kept.set(key, JSON.stringify(value))),
  };
  const open = (forThisRun: DeskSettingsPatch = {}, secret?: string): SettingsStore =>
    createSettingsStore(local, { settings: forThisRun, secrets: { ami: secret } });
  return { kept, local, store: open(settings, amiSecret), open };
}

describe('the settings', () => {
  it('are the defaults before anybody changed one', () => {
    expect(setUp().store.current()).toEqual(defaultDeskSettings);
  });

  it('keep a change, field by field, and tell of it', () => {
    const { store, open } = setUp();
    const told: unknown[] = [];
    store.onChange((settings) => told.push(settings));
    store.change({ ami: { host: 'pbx' } });
    const changed = store.change({ ami: { port: 5039 }, dialProfile: { area: '221' }, language: 'en' });
    expect(changed).toMatchObject({
      language: 'en',
      ami: { host: 'pbx', port: 5039 },
      dialProfile: { area: '221', country: '49' },
    });
    expect(told.at(-1)).toEqual(changed);
    expect(open().current()).toEqual(changed);
  });

  it('take what the run was told over what is stored, and never store it', () => {
    const { store, open, kept } = setUp({
      centre: { url: 'http://127.0.0.1:1' },
      ami: { host: 'flag', devices: ['PJSIP/21'] },
    });
    expect(store.change({ theme: 'dark', ami: { user: 'cti' } })).toMatchObject({
      theme: 'dark',
      centre: { url: 'http://127.0.0.1:1' },
      ami: { host: 'flag', user: 'cti', devices: ['PJSIP/21'] },
    });
    expect([...kept.values()].join()).not.toMatch(/flag|PJSIP|127\.0\.0\.1/);
    expect(open().current()).toMatchObject({
      centre: { url: null },
      ami: { host: '', user: 'cti', devices: [] },
    });
  });

  it('never hold the secret, only whether there is one', () => {
    const { store, local } = setUp();
    const set = store.change({ ami: { secret: 'geheim-42' } });
    expect(set.ami.secretSet).toBe(true);
    expect(JSON.stringify([set, store.current(), local.get('settings')])).not.toContain('geheim-42');
    expect(store.secretOf('ami')).toBe('geheim-42');
    expect(store.change({ ami: { secret: '' } }).ami.secretSet).toBe(false);
    expect(store.secretOf('ami')).toBeUndefined();
  });

  it('keep the secrets of the doors apart', () => {
    const { store, local } = setUp();
    store.change({ ami: { secret: 'one' }, sip: { secret: 'two', user: 'cti21' } });
    expect([store.secretOf('ami'), store.secretOf('sip')]).toEqual(['one', 'two']);
    expect([local.get('ami-secret'), local.get('sip-secret')]).toEqual(['one', 'two']);
    const { ami, sip } = store.change({ sip: { secret: '' } });
    expect([ami.secretSet, sip.secretSet, sip.user]).toEqual([true, false, 'cti21']);
  });

  it('take the secret of the run over the stored one, and do not store it', () => {
    const { store, kept } = setUp({}, 'from a file');
    expect(store.current().ami.secretSet).toBe(true);
    store.change({ language: 'en' });
    expect(store.secretOf('ami')).toBe('from a file');
    expect([...kept.values()].join()).not.toContain('from a file');
  });

  it('lose of a damaged store only what is damaged', () => {
    const { local, store } = setUp();
    local.set('settings', {
      language: 'klingon',
      theme: 'dark',
      centre: { url: 'https://centre.example' },
      ami: { host: 'pbx', port: 'x', devices: ['nonsense'], secret: 'x', enabled: true },
      dialProfile: null,
      later: true,
    });
    expect(store.current()).toEqual({
      ...defaultDeskSettings,
      theme: 'dark',
      centre: { url: 'https://centre.example', ca: '' },
      ami: { ...defaultDeskSettings.ami, host: 'pbx', enabled: true },
    });
  });

  it('are settings, whatever is stored', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (stored, secret) => {
        const { local, store } = setUp();
        local.set('settings', stored);
        local.set('ami-secret', secret);
        expect(deskSettings.safeParse(store.current()).success).toBe(true);
      }),
    );
  });

  it('are the house’s where nothing was set here, field by field, and follow it', () => {
    const { store, open } = setUp();
    const told: unknown[] = [];
    store.onChange(({ ami }) => told.push(ami.host));
    store.takeHouse({ ami: { enabled: true, host: 'pbx.haus', port: 5039 }, dialProfile: { area: '221' } });
    store.change({ ami: { port: 5040 } });
    expect(store.current()).toMatchObject({
      ami: { enabled: true, host: 'pbx.haus', port: 5040 },
      dialProfile: { area: '221', country: '49' },
    });
    store.takeHouse({ ami: { enabled: true, host: 'pbx.neu', port: 5041 } });
    store.takeHouse({ ami: { enabled: true, host: 'pbx.neu', port: 5041 } });
    expect(store.current()).toMatchObject({
      ami: { host: 'pbx.neu', port: 5040 },
      dialProfile: { area: '' },
    });
    expect(told).toEqual(['pbx.haus', 'pbx.haus', 'pbx.neu']);
    expect(open().current()).toMatchObject({ ami: { enabled: false, host: '', port: 5040 } });
  });

  it('say of each value of the house whose it is, and give one back', () => {
    const { store } = setUp({ ami: { user: 'flag' } });
    store.takeHouse({ ami: { enabled: true, host: 'pbx.haus', user: 'cti' } });
    // The default, but set here: it holds against the house.
    store.change({ ami: { enabled: false, queues: ['service'] } });
    expect(store.houseValues()).toEqual([
      { name: 'ami.enabled', origin: 'here', value: true },
      { name: 'ami.host', origin: 'house', value: 'pbx.haus' },
      { name: 'ami.user', origin: 'run', value: 'cti' },
    ]);
    expect(store.current().ami).toMatchObject({ enabled: false, user: 'flag' });
    store.backToHouse('ami.user');
    expect(store.backToHouse('ami.enabled').ami).toMatchObject({
      ...{ enabled: true, user: 'cti', host: 'pbx.haus', queues: ['service'] },
    });
    expect(new Set(store.houseValues().map(({ origin }) => origin))).toEqual(new Set(['house']));
  });

  it('take of the house only what is a setting, and no secret', () => {
    const { store, kept } = setUp();
    const said = {
      ami: { port: 70_000, host: 'pbx', secret: 'x', secretSet: true, colour: 1 },
      other: { a: 1 },
    };
    store.takeHouse(said as DeskSettingsPatch);
    expect(store.current().ami).toMatchObject({ host: 'pbx', port: 5038, secretSet: false });
    expect(store.houseValues().map(({ name }) => name)).toEqual(['ami.host']);
    expect(kept.size).toBe(0);
  });

  it('of a desk from before there was a house keep what was set and follow it in the rest', () => {
    const { local, store, open } = setUp();
    local.set('settings', { ...defaultDeskSettings, ami: { ...defaultDeskSettings.ami, host: 'eigene' } });
    store.takeHouse({ ami: { host: 'pbx.haus', port: 5039 } });
    expect(store.current().ami).toMatchObject({ host: 'eigene', port: 5039 });
    store.change({ theme: 'dark' });
    expect(open().current()).toMatchObject({ theme: 'dark', ami: { host: 'eigene', port: 5038 } });
  });

  it('are settings, whatever the house says and whatever was set here', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (house, stored) => {
        const { local, store } = setUp();
        local.set('own-settings', stored);
        store.takeHouse(house as DeskSettingsPatch);
        expect(deskSettings.safeParse(store.current()).success).toBe(true);
      }),
    );
  });
});
