/** Time as the calls need it: does something later unless it is called off. A test passes one that does not wait. */
export type After = (ms: number, then: () => void) => () => void;
