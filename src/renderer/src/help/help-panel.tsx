import type { ReactNode } from 'react';
import { Button, Drawer } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ACT_PLACES, listed } from '../acts/act.ts';
import { ActTable } from '../acts/act-table.tsx';
import { useActStore } from '../acts/act-store.ts';
import { usePanels } from '../acts/panel-store.ts';
import { usePath } from '../app/router.ts';
import { screenAt, screensOf } from '../app/screens.ts';
import { useFeatures } from '../features/features-context.tsx';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { Keys } from '../ui/keys.tsx';
import styles from './help-panel.module.css';

/** F1: what the screen one is on is for, what the keys do there, and where its data comes from. */
export function HelpPanel(): ReactNode {
  const t = useCoreTexts();
  const isOpen = usePanels(({ open }) => open === 'help');
  const show = usePanels((store) => store.show);
  return (
    <Drawer
      opened={isOpen}
      onClose={() => show(null)}
      position="right"
      size="23rem"
      title={isOpen && <Title />}
      transitionProps={{ duration: 0 }}
      overlayProps={{ backgroundOpacity: 0.2 }}
      closeButtonProps={{ 'aria-label': t('act.close') }}
    >
      <Help />
    </Drawer>
  );
}

/** Drawn anew with the path, as what is below it; where the panel is shut, nothing is. */
function Title(): ReactNode {
  const t = useCoreTexts();
  usePath();
  return t('help.title', { screen: document.querySelector('main h1')?.textContent ?? '' });
}

function Help(): ReactNode {
  const t = useCoreTexts();
  const path = usePath();
  const screen = screenAt(screensOf(useFeatures()), path);
  const { t: own } = useTranslation(screen?.namespace);
  const acts = listed(useActStore((store) => store.acts).values());
  const show = usePanels((store) => store.show);
  const key = screen?.help;
  return (
    <div className={styles.help}>
      {key === undefined ? (
        <p>{t('help.none')}</p>
      ) : (
        <>
          <h3>{t('help.what')}</h3>
          <p>{own(`${key}.what`)}</p>
        </>
      )}
      {ACT_PLACES.slice(0, 2)
        .toReversed()
        .map((place) => (
          <ActTable
            key={place}
            title={t(place === 'screen' ? 'help.keys' : `acts.place.${place}`)}
            acts={acts.filter((act) => act.place === place)}
          />
        ))}
      {key !== undefined && (
        <>
          <h3>{t('help.data')}</h3>
          <p>{own(`${key}.data`)}</p>
        </>
      )}
      <h3>{t('help.find')}</h3>
      <p>{t('help.findLead')}</p>
      <Button rightSection={<Keys combo="?" />} onClick={() => show('keys')}>
        {t('help.allKeys')}
      </Button>
    </div>
  );
}
