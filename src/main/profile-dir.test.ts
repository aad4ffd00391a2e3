import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { profileDir } from './profile-dir.ts';

const profile = { dataDir: undefined, profile: 'nadine' };

describe('a profile', () => {
  it.each([
    ['linux', {}, join(homedir(), '.local', 'share')],
    ['linux', { XDG_DATA_HOME: '' }, join(homedir(), '.local', 'share')],
    ['linux', { XDG_DATA_HOME: '/xdg' }, '/xdg'],
    ['darwin', { XDG_DATA_HOME: '/xdg' }, join(homedir(), 'Library', 'Application Support')],
    ['win32', { APPDATA: '/roaming' }, '/roaming'],
    ['win32', {}, join(homedir(), 'AppData', 'Roaming')],
    ['win32', { APPDATA: '' }, join(homedir(), 'AppData', 'Roaming')],
  ] as const)('lies on %s with %j below %s', (platform, env, folder) => {
    expect(profileDir(profile, env, platform)).toBe(join(folder, 'rufblatt', 'nadine'));
  });

  it('lies where it was told to', () => {
    expect(profileDir({ dataDir: '/data', profile: 'mehmet' }, { XDG_DATA_HOME: '/xdg' }, 'linux')).toBe(
      join('/data', 'mehmet'),
    );
  });
});
