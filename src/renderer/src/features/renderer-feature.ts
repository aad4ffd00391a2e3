import type { ComponentType } from 'react';
import type { Contribution } from '../slots/slot.ts';
import type { Catalogue } from '../i18n/catalogue.ts';

export interface Screen {
  /** Hash route with `:id` parameters, `/customers/:id`. */
  readonly path: string;
  readonly component: ComponentType<{ readonly params: Readonly<Record<string, string>> }>;
  /** Entry in the navigation; `label` is a key of the feature's catalogue, `keys` a shortcut. Others are reached by links. */
  readonly nav?: {
    readonly order: number;
    readonly label: string;
    readonly keys: string;
    readonly icon: ComponentType<{ size?: number }>;
  };
}

/** A feature's part of the renderer. */
export interface RendererFeature {
  /** Also the name of its folder on every side, and of its namespace in the catalogues. */
  readonly name: string;
  readonly catalogue: { readonly de: Catalogue; readonly en: Catalogue };
  readonly contributions: readonly Contribution[];
  readonly screens: readonly Screen[];
  /** Where the things of this feature are looked at, by the type in their {type, id}. */
  readonly routes?: Readonly<Record<string, (id: string) => string>>;
}
