import type { Colleague } from '#shared/features/staff/contract.ts';
import type { Host } from '../../host/host.ts';

/** A house of a few hundred: read whole and compared here, where letters are folded as people write them. */
export function colleagues(
  host: Pick<Host, 'db' | 'currentSession'>,
  { text, limit }: { readonly text: string; readonly limit: number },
): readonly Colleague[] {
  const wanted = folded(text.trim());
  return host.db
    .prepare<[string], Colleague>(
      'SELECT id, name, extension FROM staff WHERE extension IS NOT NULL AND left_at IS NULL AND id <> ? ORDER BY name',
    )
    .all(host.currentSession()?.userId ?? '')
    .filter(({ name, extension }) => folded(name).includes(wanted) || extension.startsWith(wanted))
    .slice(0, limit);
}

/** Without case and marks: who types "Yildiz" means "Yıldız". */
function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ı', 'i');
}
