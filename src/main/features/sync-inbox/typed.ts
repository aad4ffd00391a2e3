import { idSchema } from '#shared/kernel/ref.ts';

const DEEPEST = 20;

/** Everything a person has typed into a command, longest first: its texts, without ids. Whatever the arguments are. */
export function typedIn(args: unknown): readonly string[] {
  const texts = [...new Set(leavesOf(args, 0))];
  return texts
    .filter((text) => text.trim() !== '' && !idSchema.safeParse(text).success)
    .toSorted((a, b) => b.length - a.length);
}

/** The ids a command names, each once, in their order. */
export function idsIn(args: unknown): readonly string[] {
  return [...new Set(leavesOf(args, 0))].filter((text) => idSchema.safeParse(text).success);
}

function leavesOf(value: unknown, depth: number): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return [];
  return Object.values(value).flatMap((child) => leavesOf(child, depth + 1));
}
