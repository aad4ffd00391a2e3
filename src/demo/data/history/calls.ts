import { callbackMissed } from '#shared/features/callbacks/commands.ts';
import { interactionDescribe, interactionLogCall } from '#shared/features/interactions/commands.ts';
import { interactionRecord } from '#shared/features/interactions/record-commands.ts';
import { OUTCOMES } from '#shared/calls/wrap-up.ts';
import { shuffled } from '../film-numbers.ts';
import { seed } from '../seed-command.ts';
import { MINUTE } from '../world.ts';
import type { World } from '../world.ts';
import { createCallers } from './callers.ts';
import type { Callers } from './callers.ts';
import { NOTES } from './texts.ts';
import { pastTimes } from './times.ts';

/** A call that is somebody's: what tickets and tasks arise from. */
export interface KnownCall {
  readonly id: string;
  readonly partyId: string;
  readonly endedAt: number;
}

const QUEUES = ['Service', 'Hausnotruf', 'Fahrdienst'] as const;
const OUTBOUND_SHARE = 0.25;
/** Of the missed calls, those of strangers, and those of a ring group of which two desks tell. */
const STRANGER_SHARE = 0.3;
const TOLD_TWICE_SHARE = 0.1;

type Kind = 'withheld' | 'missed' | 'unknownExtension' | 'races' | 'international' | 'plain';

interface Incoming {
  readonly at: number;
  readonly number: string | null;
  readonly partyId: string | null;
  /** Of a ring group. */
  readonly callKey?: string;
}

interface Missed extends Incoming {
  readonly number: string;
  readonly callKey: string;
  readonly queue: string;
}

/** The calls the figures ask for, in the order they came; the newest that were missed are on the callback list. */
export function addCalls(world: World): KnownCall[] {
  const callers = createCallers(world);
  const kinds = shuffled(world.context.random, kindsOf(world, callers));
  const known: KnownCall[] = [];
  const missed: Missed[] = [];
  for (const [index, at] of pastTimes(world.context, kinds.length).entries()) {
    const kind = kinds[index] ?? 'plain';
    const callKey = `${String(Math.floor(at / 1000))}.${String(index)}`;
    if (kind === 'missed') missed.push(addMissed(world, callers, at, callKey));
    else known.push(...addTaken(world, callers, { kind, at, callKey }));
  }
  for (const { at: missedAt, callKey, partyId, number, queue } of newest(missed, world.figures.callbacks))
    world.history.push(
      seed(
        callbackMissed,
        { callKey, partyId, number, callbackId: null, missedAt, queue, dialled: null },
        { at: missedAt },
      ),
    );
  return known;
}

/** What the stories tell of is plain. */
function kindsOf({ figures: { calls }, history, switchboards }: World, callers: Callers): Kind[] {
  const told = history.filter(
    ({ name, args }) => name === interactionRecord.name && interactionRecord.args.parse(args).type === 'call',
  ).length;
  const special = (['withheld', 'missed', 'races', 'international', 'unknownExtension'] as const).flatMap(
    (kind) =>
      kind === 'unknownExtension' && switchboards.every(({ owner }) => owner.isOfStory)
        ? []
        : Array.from({ length: calls[kind] }, (): Kind => kind),
  );
  const plain = callers.somebody() ? Math.max(0, calls.all - told - special.length) : 0;
  return [...special, ...Array.from({ length: plain }, (): Kind => 'plain')];
}

function addMissed(world: World, callers: Callers, at: number, callKey: string): Missed {
  const { random } = world.context;
  const somebody = random.chance(STRANGER_SHARE) ? undefined : callers.somebody();
  const queue = random.pick(QUEUES);
  const missed: Missed = {
    ...{ at, callKey, queue, partyId: somebody?.party.id ?? null },
    number: somebody?.digits ?? callers.stranger(),
  };
  for (let desks = random.chance(TOLD_TWICE_SHARE) ? 2 : 1; desks > 0; desks--)
    log(world, missed, { queue, answeredAt: null, endedAt: at + (8 + random.int(25)) * 1000 });
  return missed;
}

function addTaken(
  world: World,
  callers: Callers,
  { kind, at, callKey }: { readonly kind: Kind; readonly at: number; readonly callKey: string },
): KnownCall[] {
  const { random } = world.context;
  switch (kind) {
    case 'withheld': {
      // Who speaks is found out, or not.
      const party = random.chance(0.3) ? callers.somebody()?.party : undefined;
      return take(world, { at, number: null, partyId: party?.id ?? null });
    }
    case 'international': {
      const somebody = random.chance(0.6) ? callers.somebodyAbroad() : undefined;
      const number = somebody?.digits ?? callers.strangerAbroad();
      return take(world, { at, number, partyId: somebody?.party.id ?? null });
    }
    case 'unknownExtension': {
      const from = callers.unknownExtension();
      if (!from) return [];
      return take(world, { at, number: from.digits, partyId: random.chance(0.5) ? from.party.id : null });
    }
    case 'races': {
      const somebody = callers.somebody();
      const number = somebody?.digits ?? callers.stranger();
      return take(world, { at, number, partyId: somebody?.party.id ?? null, callKey });
    }
    default: {
      const somebody = callers.somebody();
      return somebody ? [recorded(world, somebody, at)] : [];
    }
  }
}

/** Answered, and described after it. */
function take(world: World, call: Incoming): KnownCall[] {
  const { random } = world.context;
  const answeredAt = call.at + (3 + random.int(15)) * 1000;
  const endedAt = answeredAt + (30 + random.int(400)) * 1000;
  const queue = call.callKey === undefined ? null : random.pick(QUEUES);
  const { id, by } = log(world, call, { queue, answeredAt, endedAt });
  world.history.push(
    seed(
      interactionDescribe,
      { id, outcome: random.pick(OUTCOMES), body: random.pick(NOTES) },
      { at: endedAt + MINUTE, by },
    ),
  );
  return call.partyId === null ? [] : [{ id, partyId: call.partyId, endedAt }];
}

function log(
  { context: { random, newId }, staff, history }: World,
  { at, number, partyId, callKey = null }: Omit<Incoming, 'callKey'> & { readonly callKey?: string | null },
  ended: { readonly queue: string | null; readonly answeredAt: number | null; readonly endedAt: number },
): { readonly id: string; readonly by: string } {
  const id = newId();
  const by = random.pick(staff).id;
  const endReason = ended.answeredAt === null ? 'missed-caller' : 'completed';
  history.push(
    seed(
      interactionLogCall,
      { id, direction: 'in', partyId, occurredAt: at, number, callKey, endReason, ...ended },
      { at: ended.endedAt, by },
    ),
  );
  return { id, by };
}

function recorded(
  { context: { random, newId }, staff, history }: World,
  { party, digits }: { readonly party: { readonly id: string }; readonly digits: string },
  occurredAt: number,
): KnownCall {
  const id = newId();
  const endedAt = occurredAt + (30 + random.int(400)) * 1000;
  const by = random.pick(staff).id;
  history.push(
    seed(
      interactionRecord,
      {
        ...{ id, type: 'call', partyId: party.id, staffId: by, occurredAt, endedAt, number: digits },
        direction: random.chance(OUTBOUND_SHARE) ? 'out' : 'in',
        outcome: random.pick(OUTCOMES),
        body: random.pick(NOTES),
      },
      { at: endedAt, by },
    ),
  );
  return { id, partyId: party.id, endedAt };
}

/** Of as many callers. */
function newest(missed: readonly Missed[], count: number): readonly Missed[] {
  const byCaller = new Map(missed.map((call) => [call.partyId ?? call.number, call]));
  return [...byCaller.values()]
    .toSorted((a, b) => a.at - b.at)
    .slice(byCaller.size - Math.min(count, byCaller.size));
}
