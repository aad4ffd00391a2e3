import type { FormEvent, ReactNode } from 'react';
import { Button, Modal } from '@mantine/core';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { DraftOffer } from './draft-offer.tsx';
import styles from './form-dialog.module.css';
import type { FormDraftHandle } from './form-draft.ts';

interface Props {
  readonly title: string;
  /** On the button that does it. */
  readonly submit: string;
  /** What is typed is enough. */
  readonly isReady: boolean;
  /** Resolves to whether it worked; only then the dialog closes. */
  readonly onSubmit: () => Promise<boolean>;
  readonly onClose: () => void;
  /** lg: a whole card of fields. */
  readonly size?: 'md' | 'lg';
  /** Its fields are kept until it is sent or closed. */
  readonly draft?: FormDraftHandle;
  readonly children: ReactNode;
}

/** Some fields over the screen, to be sent or dropped; Enter sends. */
export function FormDialog({
  title,
  submit,
  isReady,
  onSubmit,
  onClose,
  size = 'md',
  draft,
  children,
}: Props): ReactNode {
  const t = useCoreTexts();
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    // In React's tree it may lie within a form, which is not what is sent.
    event.stopPropagation();
    if (await onSubmit()) close();
  };
  const close = (): void => {
    draft?.store.finish();
    onClose();
  };
  return (
    <Modal
      opened
      size={size}
      onClose={close}
      closeButtonProps={{ 'aria-label': t('act.close') }}
      title={title}
    >
      <form className={styles.form} onSubmit={(event) => void send(event)}>
        {draft && <DraftOffer draft={draft} />}
        {children}
        <div className={styles.acts}>
          <Button variant="default" onClick={close}>
            {t('act.cancel')}
          </Button>
          <Button type="submit" disabled={!isReady}>
            {submit}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
