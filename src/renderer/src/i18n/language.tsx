import { createContext, use, useMemo, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import type { i18n } from 'i18next';
import { I18nextProvider } from 'react-i18next';
import { createFormat } from './format.ts';
import type { Format } from './format.ts';

export type Translate = (key: string, params?: Readonly<Record<string, unknown>>) => string;

/** The chosen language, made once for all components: hundreds of them stand in a list. */
export interface Language {
  readonly i18n: i18n;
  readonly format: Format;
  /** The texts of a namespace; the same function until the language changes. */
  texts(namespace: string): Translate;
}

export function createLanguage(texts: i18n): Language {
  const { language } = texts;
  const byNamespace = new Map<string, Translate>();
  return {
    i18n: texts,
    format: createFormat(language),
    texts(namespace) {
      const known = byNamespace.get(namespace);
      if (known) return known;
      const translate = translator(texts, { language, namespace });
      byNamespace.set(namespace, translate);
      return translate;
    },
  };
}

/** A text without parameters is looked up once. */
function translator(
  texts: i18n,
  { language, namespace }: { readonly language: string; readonly namespace: string },
): Translate {
  // Keys are checked by our own type, which knows the feature's catalogue; i18next's would have to be global.
  const fixed = texts.getFixedT(language, namespace) as (key: string, params: object) => string;
  const plain = new Map<string, string>();
  return (key, params) => {
    if (params !== undefined) return fixed(key, { ...params });
    const known = plain.get(key);
    if (known !== undefined) return known;
    const text = fixed(key, {});
    plain.set(key, text);
    return text;
  };
}

const LanguageContext = createContext<Language | null>(null);

interface Props {
  readonly texts: i18n;
  readonly children: ReactNode;
}

/** Everything inside is drawn anew when the language changes. */
export function LanguageProvider({ texts, children }: Props): ReactNode {
  const { subscribe, get } = useMemo(() => follow(texts), [texts]);
  return (
    <I18nextProvider i18n={texts}>
      <LanguageContext value={useSyncExternalStore(subscribe, get)}>{children}</LanguageContext>
    </I18nextProvider>
  );
}

function follow(texts: i18n): {
  readonly subscribe: (listener: () => void) => () => void;
  readonly get: () => Language;
} {
  let current = createLanguage(texts);
  let language = texts.language;
  return {
    subscribe(listener) {
      texts.on('languageChanged', listener);
      return () => texts.off('languageChanged', listener);
    },
    get() {
      if (texts.language !== language) [language, current] = [texts.language, createLanguage(texts)];
      return current;
    },
  };
}

export function useLanguage(): Language {
  const language = use(LanguageContext);
  if (!language) throw new Error('useLanguage outside of LanguageProvider');
  return language;
}
