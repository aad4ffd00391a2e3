import type { PhoneBookLine } from '#shared/features/staff/contract.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { weekMinuteWords } from '../../i18n/week-minute.ts';
import { useStaffTexts } from './texts.ts';

/** When somebody is there, in words: absent, until when, from when on; undefined where nobody has said. */
export function useHoursWords(): (line: PhoneBookLine, now: number) => string | undefined {
  const t = useStaffTexts();
  const format = useFormat();
  return ({ open, hours, isAbsent, deputy }, now) => {
    if (isAbsent) return deputy ? t('book.absentDeputy', { name: deputy.name }) : t('book.absent');
    if (!open) return hours === '' ? undefined : hours;
    if (open.changesAt === null) return t('book.always');
    const at = weekMinuteWords(open.changesAt, now, format);
    return t(open.isOpen ? 'book.until' : 'book.from', { at });
  };
}
