import type { Principal } from '#server/auth/principal.ts';
import type { CentreNode } from './centre.ts';
import type { Profile } from './profile.ts';
import type { Scheduler } from './scheduler.ts';

/** What becomes of one message, where it was not left to the profile. */
export interface Fate {
  readonly kind: 'push' | 'pull';
  readonly fate: 'request-lost' | 'reply-lost' | 'late';
  /** How long a late one takes on its way to the centre. */
  readonly ms: number;
}

/** What the line asks of the world around it. */
export interface Wire {
  readonly scheduler: Scheduler;
  readonly random: () => number;
  /** The faults of now: none once the world has healed. */
  readonly profile: () => Profile;
  readonly trace: (line: () => string) => void;
  readonly count: (what: string) => void;
}

export interface LineOptions extends Wire {
  readonly desk: string;
  readonly tenant: string;
  /** A node that answers; undefined: all are down, or the line is cut. */
  readonly node: () => SimulatedNode | undefined;
  /** Who the token stands for, and `era`: it changes with the person's scopes. undefined: the token has ended. */
  readonly principal: () => { readonly principal: Principal; readonly era: number } | undefined;
  readonly isOld: () => boolean;
  /** For the next messages; each is taken off as it comes true. */
  readonly fates: Fate[];
  /** A complete page, read when the desk's scopes were of this era, is about to be handed over. */
  readonly onComplete: (era: number, client: string, lastMid: number) => void;
  readonly onReset: () => void;
  /** A reply that was damaged on the way has been read as a whole one. */
  readonly onBelieved: (what: string) => void;
  /** The centre answers pulls that are laid down on the channel of hints; an older one does not. */
  readonly answers: boolean;
  /** The newest version there is. */
  readonly head: () => number;
  /** A planted bug: who laid a pull down is remembered until it is answered. */
  readonly remembersWhoLaid: boolean;
  /** A planted bug: reads what is no JSON. */
  readonly mendReply: ((text: string) => string) | undefined;
  /** Calls into the desk as an event does: nobody is there to catch what it throws. */
  readonly hand: (call: () => void) => void;
}

export interface SimulatedNode extends CentreNode {
  readonly isUp: boolean;
  /** Counts its lives: what an earlier one was asked is not answered. */
  readonly life: number;
  /** Hear of every tenant's news. */
  readonly listeners: Set<(tenant: string, ver: number) => void>;
  readonly closers: Set<() => void>;
}
