import { describe, expect, it } from 'vitest';
import { deskSettings, deskSettingsPatch, defaultDeskSettings } from '../settings/desk-settings.ts';
import { channelNames, contracts } from './channel-names.ts';
import { shellContract } from './core-contracts.ts';

describe('the contract', () => {
  it('has every part and every channel once', () => {
    const parts = contracts.map(({ part }) => part);
    expect(new Set(parts).size).toBe(parts.length);
    expect(new Set(channelNames).size).toBe(channelNames.length);
    for (const name of channelNames) expect(name).toMatch(/^[a-z][a-z-]*\.[a-zA-Z]+$/);
  });

  it.each(['', 'customers', '//evil.example', '/a b', '/a?b=1', '/#x', '/../x'.repeat(60)])(
    'opens no route %j',
    (route) => {
      expect(shellContract.calls.open.input.safeParse({ route }).success).toBe(false);
    },
  );
});

describe('the settings', () => {
  it('have defaults that satisfy themselves', () => {
    expect(deskSettings.parse(defaultDeskSettings)).toEqual(defaultDeskSettings);
  });

  it.each([
    { ami: { port: 0 } },
    { ami: { port: 65_536 } },
    { ami: { devices: ['201'] } },
    { ami: { context: 'a b' } },
    { centre: { url: 'nowhere' } },
    { dialProfile: { country: '0' } },
    { language: 'fr' },
  ])('refuse %j', (patch) => {
    expect(deskSettingsPatch.safeParse(patch).success).toBe(false);
  });
});
