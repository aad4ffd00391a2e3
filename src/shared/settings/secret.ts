import { z } from 'zod';

/** Whether a secret is stored; the secret itself is never read back. */
export const secretSet = z.boolean();

/** A new secret, in a patch only; the empty one removes what is stored. */
export const secret = z.string().max(200).optional();
