import { useState } from 'react';
import type { ReactNode } from 'react';
import { Modal } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import type { ThingProps } from '../../slots/slots.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { HistoryList } from './history-list.tsx';
import { useInboxTexts } from './texts.ts';

/** "Who changed what", for whatever thing stands there. */
export function HistoryButton({ thing, name }: ThingProps): ReactNode {
  const t = useInboxTexts();
  const [opened, setOpened] = useState(false);
  const [tries, setTries] = useState(0);
  return (
    <>
      <IconButton icon={IconHistory} label={`${t('history.open')} ${name}`} onClick={() => setOpened(true)} />
      {opened && (
        <Modal
          opened
          size="lg"
          onClose={() => setOpened(false)}
          title={`${t('history.title')} ${name}`}
          closeButtonProps={{ 'aria-label': t('history.close') }}
        >
          <HistoryList key={tries} thing={thing} onRetry={() => setTries(tries + 1)} />
        </Modal>
      )}
    </>
  );
}
