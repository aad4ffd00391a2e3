import fc from 'fast-check';
import { expect, it } from 'vitest';
import { commandDigest } from '#main/replica/command-digest.ts';
import { digestOf } from '#server/sync/clones.ts';

it('a command has the same digest on the desk and, after its way there, at the centre', () => {
  fc.assert(
    fc.property(fc.string(), fc.jsonValue(), (name, value) => {
      // As the desk keeps it: text.
      const args = JSON.parse(JSON.stringify(value)) as unknown;
      const sent = JSON.parse(JSON.stringify({ name, args })) as { name: string; args: unknown };
      expect(commandDigest({ name, args })).toBe(digestOf(sent));
    }),
  );
});
