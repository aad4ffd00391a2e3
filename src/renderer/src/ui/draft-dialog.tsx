import type { ReactNode } from 'react';
import { Modal } from '@mantine/core';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import type { FormDraftHandle } from './form-draft.ts';

interface Props {
  readonly title: string;
  /** Nothing of it is kept any more once it is closed. */
  readonly draft: FormDraftHandle;
  readonly onClose: () => void;
  /** Given how to close. */
  readonly children: (close: () => void) => ReactNode;
}

/** Over the screen: fields that are kept until it is closed, with buttons of their own. See `FormDialog` for one that is sent. */
export function DraftDialog({ title, draft, onClose, children }: Props): ReactNode {
  const t = useCoreTexts();
  const close = (): void => {
    draft.store.finish();
    onClose();
  };
  return (
    <Modal opened onClose={close} closeButtonProps={{ 'aria-label': t('act.close') }} title={title}>
      {children(close)}
    </Modal>
  );
}
