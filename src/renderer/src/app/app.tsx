import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { MantineProvider } from '@mantine/core';
import { DatesProvider } from '@mantine/dates';
import 'dayjs/locale/de.js';
import 'dayjs/locale/en-gb.js';
import { useTranslation } from 'react-i18next';
import { FirstScreen } from '../account/first-screen.tsx';
import { useSession, useSettings } from '../api/desk-state.tsx';
import { PopScreen } from '../calls/pop-screen.tsx';
import { SignedOutPop } from '../calls/signed-out-calls.tsx';
import { mantineVariables, theme } from '../theme/theme.ts';
import { ErrorBoundary } from '../slots/error-boundary.tsx';
import { SlotWrap } from '../slots/slot-wrap.tsx';
import { emptySeat } from '../slots/slots.ts';
import { Frame } from './frame.tsx';
import { LoginScreen } from './login-screen.tsx';
import { Opening } from './opening.tsx';
import { usePathIs } from './router.ts';

/** The same page is the main window and, at `#/pop`, Electron's small window. */
export function App(): ReactNode {
  const settings = useSettings();
  const { i18n } = useTranslation();
  const language = settings?.language ?? i18n.language;
  const scheme = settings?.theme;

  useEffect(() => {
    if (i18n.language !== language) void i18n.changeLanguage(language);
    document.documentElement.lang = language;
  }, [i18n, language]);

  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={mantineVariables}
      defaultColorScheme="auto"
      {...(scheme && scheme !== 'system' && { forceColorScheme: scheme })}
    >
      <DatesProvider settings={{ locale: language === 'de' ? 'de' : 'en-gb', firstDayOfWeek: 1 }}>
        <ErrorBoundary part="app">
          <Screens />
        </ErrorBoundary>
      </DatesProvider>
    </MantineProvider>
  );
}

function Screens(): ReactNode {
  const session = useSession();
  const isPop = usePathIs((path) => path === '/pop');
  if (isPop) return session ? <PopScreen /> : session === null && <SignedOutPop />;
  if (session === undefined) return <Opening />;
  if (session === null)
    return (
      <SlotWrap slot={emptySeat} with={{}}>
        <LoginScreen />
      </SlotWrap>
    );
  return session.must ? <FirstScreen session={session} /> : <Frame session={session} />;
}
