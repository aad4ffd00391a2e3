import { PRESENCE } from '#shared/calls/presence.ts';
import type { ExtensionPresence, Presence } from '#shared/calls/presence.ts';
import type { Service } from '#shared/kernel/service.ts';
import type { SwitchingSource } from './switching-source.ts';

export interface PresenceBoard extends Service {
  /** Of an extension of the house, as of now. */
  of(extension: string): Presence;
  /** Whether any phone system of this desk can tell; where none can, `unknown` says nothing of anybody. */
  readonly canTell: boolean;
}

interface Deps {
  readonly doors: readonly {
    readonly source: Pick<SwitchingSource, 'onPresence' | 'onState' | 'state' | 'tellsPresence'>;
  }[];
  readonly touch: (tables: readonly string[]) => void;
}

/**
 * The last word on every extension, in memory alone: there is no past of it to be read, by nobody. What a door has said
 * goes with its link.
 */
export function createPresenceBoard({ doors, touch }: Deps): PresenceBoard {
  const known = doors.map(() => new Map<string, Presence>());
  let ends: readonly (() => void)[] = [];

  return {
    of: (extension) =>
      known.map((door) => door.get(extension)).find((said) => said !== undefined && said !== 'unknown') ??
      'unknown',
    get canTell() {
      return doors.some(({ source }) => source.tellsPresence && source.state.stage === 'ready');
    },
    start() {
      ends = doors.flatMap(({ source }, index) => {
        const door = known[index];
        if (!door) return [];
        return [
          source.onPresence(({ extension, presence }: ExtensionPresence) => {
            door.set(extension, presence);
            touch([PRESENCE]);
          }),
          source.onState(({ stage }) => {
            // Also at `ready`: then it is known that the door can tell.
            if (stage !== 'ready' && door.size === 0) return;
            if (stage !== 'ready') door.clear();
            touch([PRESENCE]);
          }),
        ];
      });
    },
    async stop() {
      for (const end of ends) end();
      ends = [];
      for (const door of known) door.clear();
    },
  };
}
