export type Params = Readonly<Record<string, string | number | null | undefined>>;

/** A text with its places for parameters. */
export interface Template {
  /** Empty in the place of a parameter that is not given, as i18next has it. */
  fill(params: Params): string;
}

const PLACE = /\{\{(\w+)\}\}/;

/** undefined: more than plain places is in it (`$t(…)`, formats), and i18next has to fill it. */
export function templateOf(text: string): Template | undefined {
  // Texts and names of parameters by turns.
  const pieces = text.split(PLACE);
  if (pieces.some((piece, index) => index % 2 === 0 && /\$t\(|\{\{/.test(piece))) return undefined;
  return {
    fill: (params) =>
      pieces.map((piece, index) => (index % 2 === 0 ? piece : String(params[piece] ?? ''))).join(''),
  };
}
