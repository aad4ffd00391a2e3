/** Routes of the renderer's dial screen; none of them dials by itself. */
export const dialRoute = (number: string): string => `/dial/${encodeURIComponent(number)}`;

/** Numbers the agent has copied: as `dialRoute`, with the key that dials under the agent's finger. */
export const clipboardRoute = (numbers: readonly string[]): string =>
  numbers.length === 0 ? '/no-number' : `${dialRoute(numbers.join(','))}/clipboard`;

/** @param code of the error the dial was refused with, `dial.not-ready` */
export const refusedRoute = (number: string, code: string): string =>
  `${dialRoute(number)}/refused/${encodeURIComponent(code)}`;
