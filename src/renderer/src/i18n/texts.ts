import type { Catalogue } from './catalogue.ts';
import { useLanguage } from './language.tsx';

type WithoutPlural<K extends string> = K extends `${infer Base}_one` | `${infer Base}_other` ? Base : K;

/** Dotted paths to the texts of a catalogue; the forms of a plural count as one. */
export type TextKey<C extends Catalogue> = {
  [K in keyof C & string]: C[K] extends Catalogue ? `${K}.${TextKey<C[K]>}` : WithoutPlural<K>;
}[keyof C & string];

export type TextParams = Readonly<Record<string, string | number>>;
export type Texts<C extends Catalogue> = (key: TextKey<C>, params?: TextParams) => string;

/** A feature's own `useTexts`, which accepts the keys of its catalogue and no others. */
export function textsOf<C extends Catalogue>(namespace: string): () => Texts<C> {
  return () => useLanguage().texts(namespace);
}
