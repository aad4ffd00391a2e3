import { describe, expect, it } from 'vitest';
import { countWorstPasswords, isWorstPassword } from './worst-passwords.ts';

describe('the worst passwords', () => {
  it('are three thousand and more', () => {
    expect(countWorstPasswords()).toBeGreaterThan(3000);
  });

  it.each([
    'password',
    'Password1',
    'PASSWORT123',
    'passw0rd',
    'P@ssw0rd!',
    'qwertzuiop',
    '1qaz2wsx',
    '12345678',
    '87654321',
    'aaaaaaaa',
    '12121212',
    'Sommer2026!',
    'Willkommen1',
    'iloveyou',
    'fussball1',
    'michelle',
    'baseball',
    'abcd1234',
  ])('%s is one', (password) => {
    expect(isWorstPassword(password)).toBe(true);
  });

  it.each(['Rufblatt-Probe', 'drei Birnen im Regen', 'kX8!vw20Lq'])('%s is none', (password) => {
    expect(isWorstPassword(password)).toBe(false);
  });
});
