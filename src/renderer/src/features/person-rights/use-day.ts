import { useLanguage } from '../../i18n/language.tsx';

/** A day as it is written here. @param at ms */
export function useDay(): (at: number) => string {
  const { i18n } = useLanguage();
  // Made only where a day stands: next to no party has one.
  return (at) => new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium' }).format(at);
}
