import type { ReactNode } from 'react';
import type { AttachmentView } from '#shared/features/attachments/contract.ts';
import { Mark } from '../../ui/mark.tsx';
import { useAttachmentTexts } from './texts.ts';

/** Where the contents are, unless they are where they should be: here and at the centre. */
export function FileState({ file }: { readonly file: AttachmentView }): ReactNode {
  const t = useAttachmentTexts();
  const { transfer, state, isHere } = file;
  if (transfer) {
    const percent = Math.floor((100 * transfer.done) / transfer.total);
    return <Mark tone="accent">{t(`state.${transfer.way}`, { percent })}</Mark>;
  }
  if (state === 'draft') return <Mark>{t('state.draft')}</Mark>;
  if (state === 'waiting')
    return (
      <span title={t('state.waitingHint')}>
        <Mark tone="warn">{t('state.waiting')}</Mark>
      </span>
    );
  if (!isHere)
    return (
      <span title={t('state.awayHint')}>
        <Mark>{t('state.away')}</Mark>
      </span>
    );
  return null;
}
