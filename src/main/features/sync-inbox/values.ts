import type { ValueView } from '#shared/features/sync-inbox/contract.ts';
import { canonicalJson } from '#shared/kernel/canonical-json.ts';
import { idSchema } from '#shared/kernel/ref.ts';
import type { Host } from '../../host/host.ts';

/** Types of things whose names may stand for an id in a field. */
const NAMED_TYPES = ['staff', 'party', 'ticket'] as const;
const IS_TIME = /_(?:at|on|since)$/;

/** A value of whatever field, as far as it can be understood without knowing the feature it belongs to. */
export function viewOf(host: Pick<Host, 'describe'>, field: string, value: unknown): ValueView {
  if (value === null || value === undefined || value === '') return { kind: 'none' };
  if (typeof value === 'boolean') return { kind: 'flag', flag: value };
  if (typeof value === 'number' && IS_TIME.test(field)) return { kind: 'time', at: value };
  if (typeof value !== 'string') return { kind: 'text', text: JSON.stringify(value) };
  const name = idSchema.safeParse(value).success ? nameOf(host, value) : undefined;
  return name === undefined ? { kind: 'text', text: value } : { kind: 'name', name };
}

/** What a thing of any of the named types is called. */
export function nameOf({ describe }: Pick<Host, 'describe'>, id: string): string | undefined {
  for (const type of NAMED_TYPES) {
    const card = describe(type, [id]).get(id);
    if (card) return card.name;
  }
  return undefined;
}

/** Equal as JSON, whatever the order of keys; the one that was noted and the one the replica holds. */
export function isSame(one: unknown, other: unknown): boolean {
  return canonicalJson(one ?? null) === canonicalJson(other ?? null);
}
