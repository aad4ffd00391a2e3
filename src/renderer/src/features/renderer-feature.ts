import type { ComponentType } from 'react';
import type { Role } from '#shared/commands/command.ts';
import type { Contribution } from '../slots/slot.ts';
import type { Catalogue } from '../i18n/catalogue.ts';

/** In this order; all but the everyday ones fold. */
export const NAV_GROUPS = ['everyday', 'care', 'admin'] as const;
export type NavGroup = (typeof NAV_GROUPS)[number];

export interface Screen {
  /** Hash route with `:id` parameters, `/customers/:id`. */
  readonly path: string;
  readonly component: ComponentType<{ readonly params: Readonly<Record<string, string>> }>;
  /** Entry in the navigation. Screens without one are reached by links. */
  readonly nav?: {
    /** Default: everyday. `care` keeps the data in order, `admin` the desk and the tenant. */
    readonly group?: NavGroup;
    /** Ascending within the group. */
    readonly order: number;
    /** A key of the feature's catalogue. */
    readonly label: string;
    /** Shortcut; left out where the screen is rarely gone to. */
    readonly keys?: string;
    readonly icon: ComponentType<{ size?: number }>;
    /** Who finds it there: whoever has one of these roles. Default: everybody. What may be done the centre decides. */
    readonly roles?: readonly Role[];
  };
  /**
   * Comes with all its answers: what it asked the last time is asked when the way leads to it, and the screen before it
   * stays for that moment. Its `useAnswered` keeps back what is on its way still.
   */
  readonly comesWhole?: boolean;
  /**
   * What F1 tells: a key of the feature's catalogue with the texts `what` (what the screen is for) and `data` (where what
   * it shows comes from). The keys are told by the acts of the screen.
   */
  readonly help?: string;
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
