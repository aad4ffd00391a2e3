import type { z } from 'zod';

/**
 * What the renderer may ask of the host, part by part: each feature declares its own part, nobody edits a central
 * list. Two transports carry it (the Electron preload bridge, the browser shell's WebSocket).
 *
 * Input crosses a trust boundary and is parsed by its schema. Output comes from our own host; its type is enough.
 */
export interface Call<I = unknown, O = unknown> {
  readonly input: z.ZodType<I>;
  readonly reads?: Reads;
  /** Carries the type only; never present at run time. */
  readonly output?: O;
}

/** What a call shows of customers beyond one sheet: for a log of who read what, where the house keeps one. */
export type Reads = 'search' | 'export';

export type Calls = Readonly<Record<string, Call>>;

/** Channel names are `<part>.<call>`. */
export interface Contract<N extends string = string, C extends Calls = Calls> {
  readonly part: N;
  readonly calls: C;
}

export type Input<C> = C extends Call<infer I> ? I : never;
export type Output<C> = C extends Call<unknown, infer O> ? O : never;

/** The host's side of a part: one function a call. */
export type Handlers<C extends Contract> = {
  readonly [K in keyof C['calls']]: (
    input: Input<C['calls'][K]>,
  ) => Output<C['calls'][K]> | Promise<Output<C['calls'][K]>>;
};

/** A part with the host's side of it, as the router takes it: it parses the input before a handler sees it. */
export interface Implementation {
  readonly contract: Contract;
  readonly handlers: Readonly<Record<string, (input: never) => unknown>>;
}

export function implement<C extends Contract>(contract: C, handlers: Handlers<C>): Implementation {
  return { contract, handlers };
}

/** `call(z.object({ … }), returns<Row[]>())` */
export function call<I, O>(input: z.ZodType<I>, _output: Returns<O>, reads?: Reads): Call<I, O> {
  return { input, ...(reads && { reads }) };
}

interface Returns<O> {
  readonly output?: O;
}

export const returns = <O>(): Returns<O> => ({});

export function defineContract<const N extends string, const C extends Calls>(
  part: N,
  calls: C,
): Contract<N, C> {
  return { part, calls };
}

export function channelsOf(contract: Contract): readonly string[] {
  return Object.keys(contract.calls).map((name) => `${contract.part}.${name}`);
}

/** Every answer, a refusal too, is a value: a stranger or a bad argument gets an error, never silence. */
export type IpcReply =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: IpcError };

export interface IpcError {
  /** Key of the catalogues, `error.<code>`. */
  readonly code: string;
  /** English, for the log. */
  readonly message: string;
  readonly params: Readonly<Record<string, string | number>>;
}
