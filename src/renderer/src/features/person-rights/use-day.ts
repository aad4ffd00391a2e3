import { useTranslation } from 'react-i18next';

/** A day as it is written here. @param at ms */
export function useDay(): (at: number) => string {
  const { i18n } = useTranslation();
  const days = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium' });
  return (at) => days.format(at);
}
