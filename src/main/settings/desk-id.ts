import type { NewId } from '#shared/kernel/ids.ts';
import type { LocalSettings } from './local-settings.ts';

const STORED = 'desk-id';

/** Of this profile, for as long as there is one. */
export function deskId(local: LocalSettings, newId: NewId): string {
  const stored = local.get(STORED);
  if (typeof stored === 'string') return stored;
  const made = newId();
  local.set(STORED, made);
  return made;
}
