import { describe, expect, it } from 'vitest';
import { adapterNames, defaultDeskSettings } from '#shared/settings/desk-settings.ts';
import type { DeskSettings } from '#shared/settings/desk-settings.ts';
import { createAdapters } from './adapters.ts';

const adapters = createAdapters({ current: () => undefined, onChange: () => () => undefined });
const { fritzbox, webhook } = defaultDeskSettings;

function open(changes: Partial<DeskSettings>): readonly string[] {
  const settings = { ...defaultDeskSettings, ...changes };
  return adapters.filter(({ make }) => make(settings, undefined)).map(({ name }) => name);
}

describe('the doors', () => {
  it('are those of the settings, each once', () => {
    expect(adapters.map(({ name }) => name)).toEqual(adapterNames);
  });

  it('are all shut until one is switched on', () => {
    expect(open({})).toEqual([]);
    expect(open({ fritzbox: { ...fritzbox, enabled: true } })).toEqual(['fritzbox']);
    expect(open({ fritzbox: { ...fritzbox, enabled: true, host: '' } })).toEqual([]);
    expect(open({ webhook: { ...webhook, enabled: true } })).toEqual(['webhook']);
  });

  it('that only listen have no device to dial with', () => {
    const settings = {
      ...defaultDeskSettings,
      fritzbox: { ...fritzbox, enabled: true, extensions: ['610'] },
      webhook: { enabled: true },
    };
    expect(adapters.flatMap(({ devices }) => devices(settings))).toEqual([]);
  });
});
