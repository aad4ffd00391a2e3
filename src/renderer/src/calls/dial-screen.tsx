import type { ReactNode } from 'react';
import { IconAlertTriangle } from '@tabler/icons-react';
import { AppError } from '#shared/kernel/app-error.ts';
import { useErrorText } from '../i18n/error-text.ts';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { AlertLine } from '../ui/alert-line.tsx';
import { DialNumber } from '../ui/dial-number.tsx';
import { ScreenTitle } from '../ui/screen-title.tsx';
import { usePath } from '../app/router.ts';
import { PasteNumber } from './paste-number.tsx';

interface Props {
  readonly params: Readonly<Record<string, string>>;
}

/**
 * Numbers that wait to be dialled: handed over by another program (`tel:`), where only a click dials, or copied by the
 * agent, where Enter does; and the field for those that are typed or pasted.
 */
export function DialScreen({ params }: Props): ReactNode {
  const t = useCoreTexts();
  const errorText = useErrorText();
  const isEmpty = usePath() === '/no-number';
  const { number = '', from, code } = params;
  const numbers = number === '' ? [] : number.split(',').slice(0, 5);
  const isCopied = from === 'clipboard';
  const refusal = code === undefined ? undefined : errorText(new AppError(code, code, { number }));
  const lead = isCopied
    ? t('dial.clipboardLead', { count: numbers.length })
    : t(numbers.length === 0 ? 'dial.pasteLead' : 'dial.lead');
  return (
    <>
      <ScreenTitle title={t('dial.title')} detail={lead} />
      {refusal && (
        <div role="alert">
          <AlertLine icon={IconAlertTriangle} tone="block">
            {refusal.cause} {refusal.next}
          </AlertLine>
        </div>
      )}
      {isEmpty && (
        <div role="alert">
          <AlertLine icon={IconAlertTriangle} tone="warn">
            {t('dial.none')}
          </AlertLine>
        </div>
      )}
      {numbers.map((one, index) => (
        <p key={one}>
          <DialNumber number={one} isReady={isCopied && index === 0} />
        </p>
      ))}
      <PasteNumber key={number} hasFocus={numbers.length === 0} />
    </>
  );
}
