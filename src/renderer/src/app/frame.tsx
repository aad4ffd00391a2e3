import { memo } from 'react';
import type { ReactNode } from 'react';
import type { Session } from '#shared/ipc/core-contracts.ts';
import { ActPlaceContext } from '../acts/act-place.tsx';
import { ShortcutSheet } from '../acts/shortcut-sheet.tsx';
import { useClient } from '../api/client-context.tsx';
import { useEvent } from '../api/use-event.ts';
import { CallBar } from '../calls/call-bar.tsx';
import { PopCorner } from '../calls/pop-corner.tsx';
import { useOpenAnswered } from '../calls/use-open-answered.ts';
import { usePageShortcuts } from '../calls/use-page-shortcuts.ts';
import { HelpPanel } from '../help/help-panel.tsx';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { SlotOutlet } from '../slots/slot-outlet.tsx';
import { everywhereActs, overlay, screenAlert } from '../slots/slots.ts';
import { Toasts } from '../ui/toasts.tsx';
import { CoreActs } from './core-acts.tsx';
import styles from './frame.module.css';
import { navigate, usePath } from './router.ts';
import { ScreenOutlet } from './screen-outlet.tsx';
import { SearchField } from './search-field.tsx';
import { SideMenu } from './side-menu.tsx';
import { StatusBar } from './status-bar.tsx';
import { useFocusBack } from './use-focus-back.ts';

interface Props {
  readonly session: Session;
}

/**
 * Side with navigation and dock, head with search and call, screen, status bar. Only the screen scrolls, and only what
 * goes by the path is drawn anew with it.
 */
export const Frame = memo(({ session }: Props): ReactNode => {
  const t = useCoreTexts();
  const { shell } = useClient();
  useEvent('open', ({ route }) => navigate(route));
  useOpenAnswered();
  usePageShortcuts();
  useFocusBack();
  return (
    <div className={styles.frame}>
      <a className={styles.skip} href="#main" onClick={skipToScreen}>
        {t('frame.skip')}
      </a>
      <SideMenu session={session} />
      <div className={styles.head}>
        <SearchField />
        <ActPlaceContext value="call">
          <CallBar />
        </ActPlaceContext>
      </div>
      <main id="main" className={styles.screen} tabIndex={-1}>
        <SlotOutlet slot={screenAlert} with={{}} />
        <Screen />
      </main>
      <StatusBar />
      <ActPlaceContext value="call">{shell === 'browser' && <PopCorner />}</ActPlaceContext>
      <SlotOutlet slot={overlay} with={{}} />
      <CoreActs />
      <SlotOutlet slot={everywhereActs} with={{}} />
      <ShortcutSheet />
      <HelpPanel />
      <Toasts />
    </div>
  );
});

const Screen = (): ReactNode => <ScreenOutlet path={usePath()} />;

/** The hash belongs to the router, so the link moves the focus by itself. */
function skipToScreen(event: { preventDefault(): void }): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}
