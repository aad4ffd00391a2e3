import { createHash } from 'node:crypto';

/** Tells a command from another one under the same number; as `digest` of an outcome (src/shared/sync/protocol.ts). */
export function commandDigest({ name, args }: { readonly name: string; readonly args: unknown }): string {
  return createHash('sha256')
    .update(JSON.stringify([name, args]))
    .digest('base64url');
}
