import type { ReactNode } from 'react';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { DialNumber } from '../ui/dial-number.tsx';
import { ScreenTitle } from '../ui/screen-title.tsx';

interface Props {
  readonly params: Readonly<Record<string, string>>;
}

/** A number that another program handed over (`tel:`): somebody else has written it, so it waits for a click. */
export function DialScreen({ params }: Props): ReactNode {
  const t = useCoreTexts();
  return (
    <>
      <ScreenTitle title={t('dial.title')} detail={t('dial.lead')} />
      <DialNumber number={params['number'] ?? ''} />
    </>
  );
}
