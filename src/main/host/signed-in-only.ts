import type { Implementation } from '#shared/ipc/contract.ts';

/**
 * A part that answers only while somebody is signed in: what lies on the replica stays there after the sign-out, and
 * is nobody else's to read. `require` throws AppError `session.none`.
 */
export function signedInOnly({ contract, handlers }: Implementation, require: () => unknown): Implementation {
  const guarded = Object.entries(handlers).map(([name, handle]): [string, (input: never) => unknown] => [
    name,
    (input) => {
      require();
      return handle(input);
    },
  ]);
  return { contract, handlers: Object.fromEntries(guarded) };
}
