import type { ReactNode } from 'react';
import { ClientProvider } from './api/client-context.tsx';
import { createClient } from './api/client.ts';
import type { ClientDeps } from './api/client.ts';
import { createDeskState, DeskStateProvider } from './api/desk-state.tsx';
import { App } from './app/app.tsx';
import { FeaturesProvider } from './features/features-context.tsx';
import { features } from './features.ts';
import { LanguageProvider } from './i18n/language.tsx';
import { createTexts } from './i18n/setup.ts';
import type { Language } from './i18n/setup.ts';

interface ComposeDeps extends ClientDeps {
  /** The browser's languages, best first; in force until the desk's settings are known. */
  readonly languages: readonly string[];
}

/** The one place where the renderer's lasting things are made. */
export function compose({ languages, ...deps }: ComposeDeps): ReactNode {
  const client = createClient(deps);
  const language: Language = languages[0]?.startsWith('en') ? 'en' : 'de';
  return (
    <ClientProvider value={client}>
      <DeskStateProvider value={createDeskState(client)}>
        <FeaturesProvider value={features}>
          <LanguageProvider texts={createTexts(features, language)}>
            <App />
          </LanguageProvider>
        </FeaturesProvider>
      </DeskStateProvider>
    </ClientProvider>
  );
}
