/** Texts by key, nested; plural forms as i18next writes them (`calls_one`, `calls_other`). */
export interface Catalogue {
  readonly [key: string]: string | Catalogue;
}

/** The English catalogue has exactly the keys of the German one, or it does not compile. */
export type Translated<C extends Catalogue> = {
  readonly [K in keyof C]: C[K] extends Catalogue ? Translated<C[K]> : string;
};
