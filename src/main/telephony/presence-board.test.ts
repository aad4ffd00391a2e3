import { beforeEach, describe, expect, it } from 'vitest';
import type { ExtensionPresence } from '#shared/calls/presence.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import { createPresenceBoard } from './presence-board.ts';
import type { PresenceBoard } from './presence-board.ts';
import type { LinkState } from './telephony-source.ts';

class Door {
  readonly tellsPresence: boolean;
  state: LinkState = { stage: 'ready', since: 0 };
  readonly #said = new Emitter<ExtensionPresence>();
  readonly #states = new Emitter<LinkState>();
  constructor(tellsPresence = true) {
    this.tellsPresence = tellsPresence;
  }
  onPresence = (listener: (said: ExtensionPresence) => void): (() => void) => this.#said.on(listener);
  onState = (listener: (state: LinkState) => void): (() => void) => this.#states.on(listener);
  say(extension: string, presence: ExtensionPresence['presence']): void {
    this.#said.emit({ extension, presence });
  }
  become(state: LinkState): void {
    this.state = state;
    this.#states.emit(state);
  }
}

let touched: (readonly string[])[];
const boardOf = async (...doors: readonly Door[]): Promise<PresenceBoard> => {
  const board = createPresenceBoard({
    doors: doors.map((source) => ({ source })),
    touch: (tables) => touched.push(tables),
  });
  await board.start();
  return board;
};

describe('the presence board', () => {
  beforeEach(() => {
    touched = [];
  });

  it('shows the last word on each, and says that it changed', async () => {
    const door = new Door();
    const board = await boardOf(door);
    expect(board.of('21')).toBe('unknown');
    door.say('21', 'ringing');
    door.say('21', 'talking');
    expect(board.of('21')).toBe('talking');
    expect(touched).toEqual([['presence'], ['presence']]);
  });

  it('forgets what a door said when its link goes', async () => {
    const door = new Door();
    const board = await boardOf(door);
    door.say('21', 'free');
    door.become({ stage: 'waiting', cause: { code: 'closed', detail: '' }, retryAt: 1 });
    expect([board.of('21'), board.canTell]).toEqual(['unknown', false]);
  });

  it('takes the door that knows, and says when none can tell', async () => {
    const [first, second] = [new Door(), new Door()];
    const board = await boardOf(first, second);
    first.say('21', 'unknown');
    second.say('21', 'free');
    expect(board.of('21')).toBe('free');
    expect((await boardOf(new Door(false))).canTell).toBe(false);
  });

  it('hears and keeps nothing after stop()', async () => {
    const door = new Door();
    const board = await boardOf(door);
    door.say('21', 'free');
    await board.stop();
    door.say('21', 'talking');
    expect(board.of('21')).toBe('unknown');
  });
});
