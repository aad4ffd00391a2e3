import { describe, expect, it } from 'vitest';
import { matchPath, pathOf } from './router.ts';

describe('pathOf', () => {
  it.each([
    ['', '/'],
    ['#', '/'],
    ['#/', '/'],
    ['#/customers/7', '/customers/7'],
    ['#customers', '/customers'],
    ['#/customers?text=ab', '/customers'],
  ])('%j is %s', (hash, path) => {
    expect(pathOf(hash)).toBe(path);
  });
});

describe('matchPath', () => {
  it('takes parameters out of their places, decoded', () => {
    expect(matchPath('/customers/:id', '/customers/a%20b')).toEqual({ id: 'a b' });
  });

  it('fits the whole path or not at all', () => {
    expect(matchPath('/customers', '/customers/7')).toBeUndefined();
    expect(matchPath('/customers/:id', '/customers')).toBeUndefined();
    expect(matchPath('/calls', '/customers')).toBeUndefined();
    expect(matchPath('/', '/')).toEqual({});
  });

  it('survives a broken escape in a hand-typed address', () => {
    expect(matchPath('/customers/:id', '/customers/%E0%A4%A')).toEqual({ id: '%E0%A4%A' });
  });
});
