import { useFormat } from '../../i18n/use-format.ts';
import { useRelationTexts } from './texts.ts';

/** "seit 01.03.2025", "bis 31.01.2026", as far as they are known. */
export function useDays({
  since,
  until,
}: {
  readonly since: string | null;
  readonly until: string | null;
}): readonly string[] {
  const t = useRelationTexts();
  const format = useFormat();
  const day = (text: string): string => format.date(new Date(`${text}T12:00`).getTime());
  return [
    ...(since === null ? [] : [t('since', { day: day(since) })]),
    ...(until === null ? [] : [t('until', { day: day(until) })]),
  ];
}
