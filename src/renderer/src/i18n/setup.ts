import { createInstance } from 'i18next';
import type { i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { RendererFeature } from '../features/renderer-feature.ts';
import { coreDe } from './core-de.ts';
import { coreEn } from './core-en.ts';

export type Language = 'de' | 'en';

/** The namespace of what belongs to no feature. */
export const coreNamespace = 'core';

/** All texts are in the bundle: the first painting has them. */
export function createTexts(features: readonly RendererFeature[], language: Language): i18n {
  const texts = createInstance();
  const of = (side: Language) =>
    Object.fromEntries(features.map(({ name, catalogue }) => [name, catalogue[side]]));
  void texts.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'de',
    ns: [coreNamespace, ...features.map(({ name }) => name)],
    defaultNS: coreNamespace,
    resources: { de: { [coreNamespace]: coreDe, ...of('de') }, en: { [coreNamespace]: coreEn, ...of('en') } },
    interpolation: { escapeValue: false },
    returnNull: false,
    initAsync: false,
  });
  return texts;
}
