import { z } from 'zod';
import { idSchema } from '../../kernel/ref.ts';

/** Requests of the administration, each a POST below this path; leads and administrators alone. */
export const CTI_ADMIN_PATH = '/api/cti/admin';

export const webhookName = z.string().trim().min(1).max(80);
export const webhookLine = z.string().trim().min(1).max(100);

export const adminRequests = {
  list: z.object({}),
  create: z.object({ name: webhookName, signed: z.boolean() }),
  /** A new secret for the address; the old one is refused from then on. */
  rotate: z.object({ id: idSchema }),
  disable: z.object({ id: idSchema, disabled: z.boolean() }),
  'add-line': z.object({ userId: idSchema, line: webhookLine }),
  'remove-line': z.object({ userId: idSchema, line: webhookLine }),
} as const;

/** Addresses a cloud PBX may post to, without their secrets, and what a PBX calls whom. */
export const webhookBook = z.object({
  webhooks: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      signed: z.boolean(),
      disabled: z.boolean(),
      createdAt: z.number(),
    }),
  ),
  lines: z.array(z.object({ userId: z.string(), line: z.string() })),
  people: z.array(z.object({ userId: z.string(), name: z.string() })),
});
export type WebhookBook = z.infer<typeof webhookBook>;

/** Told once: the centre keeps neither path nor key. */
export const madeWebhook = z.object({
  id: z.string(),
  path: z.string().startsWith('/'),
  signingKey: z.string().nullable(),
});

export const done = z.object({});
