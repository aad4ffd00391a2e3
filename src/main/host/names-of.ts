import type { Host } from './host.ts';

/** Names of things of another feature, by their ids; empty where nobody knows the thing. */
export const namesOf =
  ({ describe }: Pick<Host, 'describe'>, type: string) =>
  (id: string): string =>
    describe(type, [id]).get(id)?.name ?? '';
