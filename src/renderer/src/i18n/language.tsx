import { createContext, use, useMemo, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import type { i18n } from 'i18next';
import { I18nextProvider } from 'react-i18next';
import { createFormat } from './format.ts';
import type { Format } from './format.ts';
import { templateOf } from './template.ts';
import type { Params, Template } from './template.ts';

export type Translate = (key: string, params?: Params) => string;

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

/** A text is looked up once, one that counts once for each form of its plural. */
function translator(
  texts: i18n,
  { language, namespace }: { readonly language: string; readonly namespace: string },
): Translate {
  // Keys are checked by our own type, which knows the feature's catalogue; i18next's would have to be global.
  const fixed = texts.getFixedT(language, namespace) as (key: string, params: object) => string;
  const plain = new Map<string, string>();
  /** By key and, where it counts, the form of the plural. */
  const templates = new Map<string, Template | undefined>();
  const plural = new Intl.PluralRules(language);
  const formOf = (count: number): string => (count === 0 ? 'zero' : plural.select(count));

  const templateFor = (key: string, count: unknown): Template | undefined => {
    const name = typeof count === 'number' ? `${key} ${formOf(count)}` : key;
    if (!templates.has(name)) {
      const raw = { skipInterpolation: true, ...(count !== undefined && { count }) };
      templates.set(name, templateOf(fixed(key, raw)));
    }
    return templates.get(name);
  };
  return (key, params) => {
    if (params !== undefined)
      return templateFor(key, params['count'])?.fill(params) ?? fixed(key, { ...params });
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
