import { z } from 'zod';

/** How features point at each other's things without knowing each other: the type names the table. */
export interface Ref {
  readonly type: string;
  readonly id: string;
}

/** In lower case, whoever writes it: an id is compared as text. */
export const idSchema = z.uuid().toLowerCase();
export const refSchema: z.ZodType<Ref> = z.object({
  type: z.string().regex(/^[a-z][a-z0-9_]{0,40}$/),
  id: idSchema,
});
