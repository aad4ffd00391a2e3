import type { ReactNode } from 'react';
import { TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { MOST_LONG } from '#shared/features/offerings/commands.ts';
import { openingHoursText } from '#shared/text/opening-hours-text.ts';
import { parseOpeningHours, strangeWordIn } from '#shared/text/opening-hours.ts';
import styles from './offerings.module.css';
import { useOfferingTexts } from './texts.ts';

interface Props {
  readonly value: string;
  readonly placeholder: string;
  readonly onChange: (value: string) => void;
}

/**
 * Opening hours with how they are read below: a slip is seen before a caller hears of it. What cannot be read may be
 * kept, "nach Vereinbarung" is an answer as well.
 */
export function HoursField({ value, placeholder, onChange }: Props): ReactNode {
  const t = useOfferingTexts();
  return (
    <TextInput
      label={t('card.openingHours')}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      description={<Reading text={value} />}
      descriptionProps={{ 'aria-live': 'polite' }}
      placeholder={placeholder}
      maxLength={MOST_LONG}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function Reading({ text }: { readonly text: string }): ReactNode {
  const t = useOfferingTexts();
  if (text.trim() === '') return t('keep.hours.help');
  const hours = parseOpeningHours(text);
  if (hours) return t('keep.hours.read', { hours: openingHoursText(hours, t('keep.hours.days').split(' ')) });
  const word = strangeWordIn(text);
  return (
    <span className={styles.warning}>
      <IconAlertTriangle size={14} aria-hidden />
      {word === undefined ? t('keep.hours.unread') : t('keep.hours.strange', { word })}
    </span>
  );
}
