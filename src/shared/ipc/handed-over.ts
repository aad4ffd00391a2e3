/** How a file was given to the person. */
export type HandedOver =
  /** It lies there now; `isOpened`: and the system shows it. */
  | { readonly kind: 'saved'; readonly path: string; readonly isOpened: boolean }
  /** The page fetches it from its own desk, once, and its browser saves it. */
  | { readonly kind: 'download'; readonly address: string }
  /** Somebody was asked where, and thought better of it. */
  | { readonly kind: 'cancelled' };
