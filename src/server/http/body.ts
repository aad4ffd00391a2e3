import type { z } from 'zod';
import { refusal } from './refusal.ts';

/** Every body passes here. Throws a refusal 400 `request.invalid` naming the first field that is wrong. */
export function parseBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue?.path.join('.').slice(0, 200) ?? '';
  throw refusal(400, 'request.invalid', `${where}: ${issue?.message ?? 'not understood'}`, { where });
}
