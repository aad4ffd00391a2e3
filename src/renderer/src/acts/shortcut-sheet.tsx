import type { ReactNode } from 'react';
import { Modal } from '@mantine/core';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { ACT_PLACES, listed } from './act.ts';
import { ActTable } from './act-table.tsx';
import { useActStore } from './act-store.ts';
import { usePanels } from './panel-store.ts';
import styles from './shortcut-sheet.module.css';

/** `?`: every shortcut there is on this screen, out of what the screen itself offers. */
export function ShortcutSheet(): ReactNode {
  const t = useCoreTexts();
  const isOpen = usePanels(({ open }) => open === 'keys');
  const show = usePanels((store) => store.show);
  return (
    <Modal
      opened={isOpen}
      onClose={() => show(null)}
      title={t('acts.keys')}
      size="46rem"
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': t('act.close') }}
    >
      <Groups />
    </Modal>
  );
}

function Groups(): ReactNode {
  const t = useCoreTexts();
  const acts = listed(useActStore((store) => store.acts).values());
  return (
    <>
      <p className={styles.lead}>{t('acts.keysLead')}</p>
      <div className={styles.groups}>
        {ACT_PLACES.map((place) => (
          <ActTable
            key={place}
            title={t(`acts.place.${place}`)}
            acts={acts.filter((act) => act.place === place)}
          />
        ))}
      </div>
    </>
  );
}
