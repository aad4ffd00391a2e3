import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAccess, isOwnHost, isOwnOrigin, sessionCookie } from './access.ts';

const NAME = sessionCookie(4780);

describe('access', () => {
  it('has a start token nobody guesses, another one each time', () => {
    const [one, other] = [createAccess().startToken, createAccess().startToken];
    expect(one).toMatch(/^[\w-]{32}$/);
    expect(one).not.toBe(other);
  });

  it('gives a session for the right token only, and admits that session only', () => {
    const access = createAccess();
    expect(access.redeem('')).toBeUndefined();
    expect(access.redeem(`${access.startToken}x`)).toBeUndefined();
    const session = access.redeem(access.startToken) ?? '';
    expect(session).not.toContain(access.startToken);
    expect(access.admits(`${NAME}=${session}`, NAME)).toBe(true);
    expect(access.admits(`theme=dark; ${NAME}=${session}; x=y`, NAME)).toBe(true);
    for (const header of [
      undefined,
      '',
      NAME,
      `${NAME}=`,
      `${NAME}=${session}x`,
      `x${NAME}=${session}`,
      session,
      `${sessionCookie(4781)}=${session}`,
    ])
      expect(access.admits(header, NAME), header).toBe(false);
  });

  it('admits nobody before a token was redeemed', () => {
    expect(createAccess().admits(`${NAME}=undefined`, NAME)).toBe(false);
  });

  it('ends a session with the next redemption, and redeems no more once one has connected', () => {
    const access = createAccess();
    const first = access.redeem(access.startToken);
    const second = access.redeem(access.startToken);
    expect(access.admits(`${NAME}=${first}`, NAME)).toBe(false);
    expect(access.admits(`${NAME}=${second}`, NAME)).toBe(true);
    access.settle();
    expect(access.redeem(access.startToken)).toBeUndefined();
    expect(access.admits(`${NAME}=${second}`, NAME)).toBe(true);
  });

  it('never throws on a header, and never admits one', () => {
    const access = createAccess();
    access.redeem(access.startToken);
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(access.admits(text, NAME)).toBe(false);
        expect(access.admits(`${NAME}=${text}`, NAME)).toBe(false);
      }),
    );
  });
});

describe('the own address', () => {
  it.each(['127.0.0.1:4780', 'localhost:4780'])('is %s', (host) => {
    expect(isOwnHost(host, 4780)).toBe(true);
    expect(isOwnOrigin(`http://${host}`, 4780)).toBe(true);
  });

  it.each([
    '',
    '127.0.0.1',
    '127.0.0.1:4781',
    '127.0.0.1:47800',
    'localhost',
    'evil.example:4780',
    '127.0.0.1.evil.example:4780',
    '127.0.0.1:4780@evil.example',
    '[::1]:4780',
    '0.0.0.0:4780',
  ])('is not %j', (host) => {
    expect(isOwnHost(host, 4780)).toBe(false);
    expect(isOwnOrigin(`http://${host}`, 4780)).toBe(false);
  });

  it.each([undefined, 'null', 'https://127.0.0.1:4780', 'file://', 'http://127.0.0.1:4780/'])(
    'is no origin of %j',
    (origin) => {
      expect(isOwnOrigin(origin, 4780)).toBe(false);
    },
  );
});
