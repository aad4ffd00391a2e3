import type { Question } from '../api/ahead.ts';

type Params = Readonly<Record<string, string>>;

/** What a screen will ask, going by what it asked the last time it came: the same, of another thing. */
export interface Foresight {
  /** `asked` on a way of `pattern` with these params. */
  learn(pattern: string, params: Params, asked: readonly Question[]): void;
  /** Empty: it has not been there yet. */
  of(pattern: string, params: Params): readonly Question[];
}

/** In place of a text that was a param of the way. */
class Hole {
  readonly param: string;
  constructor(param: string) {
    this.param = param;
  }
}

export function createForesight(): Foresight {
  const learnt = new Map<string, readonly Question[]>();
  return {
    learn(pattern, params, asked) {
      const texts = new Map(Object.entries(params).map(([name, text]) => [text, name]));
      const open = (value: unknown): unknown => {
        const name = typeof value === 'string' ? texts.get(value) : undefined;
        return name === undefined ? value : new Hole(name);
      };
      learnt.set(
        pattern,
        asked.map(({ channel, input }) => ({ channel, input: mapped(input, open) })),
      );
    },
    of(pattern, params) {
      const fill = (value: unknown): unknown => (value instanceof Hole ? params[value.param] : value);
      return (learnt.get(pattern) ?? []).map(({ channel, input }) => ({
        channel,
        input: mapped(input, fill),
      }));
    },
  };
}

/** Every value inside, from the outside in; what becomes another is not looked into. */
function mapped(value: unknown, change: (value: unknown) => unknown): unknown {
  const changed = change(value);
  if (changed !== value) return changed;
  if (Array.isArray(value)) return value.map((one) => mapped(one, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, mapped(one, change)]));
}
