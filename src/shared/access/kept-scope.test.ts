import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ROLES } from './access.ts';
import { isKept, keptScope, openScope, scopesOf } from './kept-scope.ts';

it('leads back to the scope it lies beside, and is itself', () => {
  fc.assert(
    fc.property(fc.uuid(), (scope) => {
      expect(isKept(scope)).toBe(false);
      expect(isKept(keptScope(scope))).toBe(true);
      expect(openScope(keptScope(scope))).toBe(scope);
      expect(keptScope(keptScope(scope))).toBe(keptScope(scope));
      expect(openScope(scope)).toBe(scope);
      expect(keptScope(scope).length).toBeLessThanOrEqual(64);
    }),
  );
});

it('is of stewards and administrators alone', () => {
  const who = ROLES.filter((role) => scopesOf(['a'], { roles: [role] }).some(isKept));
  expect(who).toEqual(['steward', 'admin']);
  expect(scopesOf(['a', 'b'], { roles: ['agent', 'admin'] })).toEqual(['a', 'b', 'a/kept', 'b/kept']);
  expect(scopesOf([], { roles: ['admin'] })).toEqual([]);
});
