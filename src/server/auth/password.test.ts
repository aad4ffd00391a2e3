import { describe, expect, it } from 'vitest';
import { hashPassword, verifyPassword } from './password.ts';

describe('a password', () => {
  it('is verified against its own hash only, and never hashes the same twice', async () => {
    const [one, other] = [await hashPassword('Größenwahn'), await hashPassword('Größenwahn')];
    expect(one).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(one).not.toBe(other);
    expect(await verifyPassword('Größenwahn', one)).toBe(true);
    // The same letters, composed on another keyboard.
    expect(await verifyPassword('Größenwahn'.normalize('NFD'), one)).toBe(true);
    expect(await verifyPassword('grössenwahn', one)).toBe(false);
  });

  it('may be made for less: what it cost stands in the hash', async () => {
    const cheap = await hashPassword('Größenwahn', [], { memory: 8, passes: 1, parallelism: 1 });
    expect(cheap).toMatch(/^\$argon2id\$v=19\$m=8,t=1,p=1\$/);
    expect(await verifyPassword('Größenwahn', cheap)).toBe(true);
    expect(await verifyPassword('größenwahn', cheap)).toBe(false);
  });

  it('is right for nobody where there is no account', async () => {
    expect(await verifyPassword('', undefined)).toBe(false);
  });

  it('has eight characters, counted as people count', async () => {
    await expect(hashPassword('1234567')).rejects.toMatchObject({
      code: 'password.too-short',
      params: { min: 8 },
    });
    await expect(hashPassword('😀😀😀😀')).rejects.toMatchObject({ code: 'password.too-short' });
  });

  it('is none of those that are tried first, nor the login or the organisation', async () => {
    await expect(hashPassword('Passwort123')).rejects.toMatchObject({ code: 'password.too-common' });
    await expect(hashPassword('Nadine.Kroeger', ['nadine.kroeger'])).rejects.toMatchObject({
      code: 'password.too-common',
    });
  });

  it('is not compared with what is no hash of ours', async () => {
    await expect(verifyPassword('x', '$2b$10$abc')).rejects.toThrow(/not a password hash/);
  });
});
