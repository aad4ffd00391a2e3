import type { LiveCall } from '#shared/calls/live-call.ts';
import type { WrapUp } from '#shared/calls/wrap-up.ts';
import { channelNames } from '#shared/ipc/channel-names.ts';
import type { IpcReply, IpcError } from '#shared/ipc/contract.ts';
import type { Link, Session } from '#shared/ipc/core-contracts.ts';
import type { DeskEventName, DeskEvents } from '#shared/ipc/events.ts';
import type { DeskStatus } from '#shared/ipc/status.ts';
import type { DeskSettings } from '#shared/settings/desk-settings.ts';
import type { CallbackLine } from '#shared/features/callbacks/contract.ts';
import { CALLS_PAGE } from '#shared/features/interactions/contract.ts';
import type { CallKey, CallPages, InteractionLine } from '#shared/features/interactions/contract.ts';
import type { NumberTest } from '#shared/features/number-rules/contract.ts';
import type { TaskLine } from '#shared/features/tasks/contract.ts';
import type { TicketLine } from '#shared/features/tickets/contract.ts';
import type { Bridge } from '#renderer/api/bridge.ts';
import { explainRungs, readNumber } from '#shared/phone/explain.ts';
import { isKnownNumber } from '#shared/phone/numbering-plan.ts';
import * as fixture from './fixture.ts';

type Answer = (input: never) => unknown;

export interface Asked {
  readonly channel: string;
  readonly input: unknown;
}

/** What the fake host holds; a test changes it, then emits. */
export interface FakeState {
  session: Session | null;
  settings: DeskSettings;
  status: DeskStatus;
  calls: readonly LiveCall[];
  wrapUps: readonly WrapUp[];
  tasks: readonly TaskLine[];
  callbacks: readonly CallbackLine[];
  tickets: readonly TicketLine[];
  reminders: readonly TaskLine[];
  links: readonly Link[];
  demo: boolean;
}

export interface FakeBridge extends Bridge {
  readonly state: FakeState;
  /** Everything that was asked, in order. */
  readonly asked: readonly Asked[];
  emit<E extends DeskEventName>(event: E, payload: DeskEvents[E]): void;
  setCalls(calls: readonly LiveCall[]): void;
  /** Replaces the answer of one channel; a thrown IpcError becomes the refusal. */
  answer(channel: string, answer: (input: never) => unknown): void;
}

/** A host out of the fixture, all in memory: for component tests and for looking at screens. */
export function createFakeBridge(changes: Partial<FakeState> = {}): FakeBridge {
  const listeners = new Set<(event: string, payload: unknown) => void>();
  const asked: Asked[] = [];
  const state: FakeState = {
    session: fixture.session,
    settings: fixture.settings,
    status: fixture.status,
    calls: [],
    wrapUps: fixture.wrapUps,
    tasks: fixture.tasks,
    callbacks: fixture.callbacks,
    tickets: fixture.tickets,
    reminders: [],
    links: [],
    demo: true,
    ...changes,
  };
  const emit: FakeBridge['emit'] = (event, payload) => {
    for (const listener of [...listeners]) listener(event, payload);
  };
  const setCalls = (calls: readonly LiveCall[]): void => {
    state.calls = calls;
    emit('calls', calls);
  };
  const answers = new Map<string, Answer>(Object.entries(answersOf(state, emit, setCalls)));
  const call = async (channel: string, input: unknown): Promise<IpcReply> => {
    asked.push({ channel, input });
    const answer = answers.get(channel);
    if (!answer) return { ok: false, error: { code: 'ipc.unknown-call', message: channel, params: {} } };
    try {
      return { ok: true, value: await answer(input as never) };
    } catch (error) {
      return { ok: false, error: error as IpcError };
    }
  };
  return {
    shell: 'browser',
    state,
    asked,
    emit,
    setCalls,
    answer: (channel, answer) => answers.set(channel, answer),
    calls: Object.fromEntries(
      channelNames.map((channel) => [channel, (input: unknown) => call(channel, input)]),
    ),
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

interface TimelineInput {
  readonly partyId: string;
  readonly offset: number;
  readonly limit: number;
}

interface CallsInput {
  readonly from?: CallKey | null;
  readonly limit: number;
  readonly missed?: boolean;
}

const callsOf = (missed: boolean): readonly InteractionLine[] =>
  fixture.interactions.filter(
    ({ type, endReason }) =>
      type === 'call' && (!missed || endReason === 'missed-caller' || endReason === 'missed-no-answer'),
  );

const pagesOf = (calls: readonly InteractionLine[]): CallPages => ({
  count: calls.length,
  starts: calls
    .filter((_, index) => index % CALLS_PAGE === 0)
    .map(({ id, occurredAt }) => ({ at: occurredAt, id })),
  hasOlder: false,
});

function answersOf(
  state: FakeState,
  emit: FakeBridge['emit'],
  setCalls: FakeBridge['setCalls'],
): Readonly<Record<string, Answer>> {
  const changed = (...tables: string[]): void => emit('changed', { tables });
  return {
    'session.current': () => state.session,
    'session.signIn': () => {
      state.session = fixture.session;
      return state.session;
    },
    'session.signOut': () => undefined,
    'session.status': () => state.status,
    'settings.get': () => state.settings,
    'settings.houseValues': () => [],
    'settings.change': ({
      ami,
      sip,
      fritzbox,
      webhook,
      dialProfile,
      shortcuts,
      ...rest
    }: Partial<DeskSettings>) => {
      state.settings = {
        ...state.settings,
        ...rest,
        ami: { ...state.settings.ami, ...ami },
        sip: { ...state.settings.sip, ...sip },
        fritzbox: { ...state.settings.fritzbox, ...fritzbox },
        webhook: { ...state.settings.webhook, ...webhook },
        dialProfile: { ...state.settings.dialProfile, ...dialProfile },
        shortcuts: { ...state.settings.shortcuts, ...shortcuts },
      };
      emit('settings', state.settings);
      return state.settings;
    },
    'calls.live': () => state.calls,
    'calls.dial': () => ({ id: fixture.callIdOf(99) }),
    'calls.dismiss': ({ id }: { id: string }) => setCalls(state.calls.filter((one) => one.id !== id)),
    'calls.choose': ({ id, party }: { id: string; party: LiveCall['party'] }) =>
      setCalls(state.calls.map((one) => (one.id === id ? { ...one, party } : one))),
    'shell.open': () => undefined,
    'shell.shortcuts': () => ({ dial: 'page', call: 'page' }),
    'attachments.of': () => [],
    'links.of': ({ from }: { from: { id: string } }) =>
      state.links.filter((link) => link.from.id === from.id),
    'commands.run': (input: RunInput) => runCommand(state, input, changed),
    'parties.search': ({ text, limit }: { text: string; limit: number }) =>
      fixture.parties
        .filter((party) => `${party.name} ${party.city ?? ''}`.toLowerCase().includes(text.toLowerCase()))
        .slice(0, limit)
        .map(({ id, kind, name, city, customerNo, contacts }) => ({
          ...{ id, kind, name, city, customerNo },
          phone: contacts[0]?.raw ?? null,
        })),
    'parties.head': ({ id }: { id: string }) => fixture.parties.find((party) => party.id === id) ?? null,
    'parties.details': ({ id }: { id: string }) => {
      const party = fixture.parties.find((one) => one.id === id);
      if (!party) return null;
      const { kind, customerNo } = party;
      return { kind, customerNo, birthDate: null, checkedOn: null, unit: null, above: [], below: [] };
    },
    'interactions.ofParty': ({ partyId, limit }: { partyId: string; limit: number }) =>
      fixture.interactions.filter((line) => line.partyId === partyId).slice(0, limit),
    'interactions.calls': ({ from, limit, missed = false }: CallsInput) => {
      const calls = callsOf(missed);
      const first = from ? calls.findIndex(({ id }) => id === from.id) : 0;
      return calls.slice(first, first + limit);
    },
    'interactions.callPages': ({ missed = false }: { missed?: boolean }) => pagesOf(callsOf(missed)),
    'interactions.linkedTo': () => [],
    'interactions.entry': ({ id }: { id: string }) =>
      fixture.interactions.find((line) => line.id === id) ?? null,
    'interactions.draft': () => null,
    'interactions.saveDraft': () => undefined,
    'interactions.timelineCounts': ({ partyId }: { partyId: string }) => ({
      sections: {
        in: fixture.interactions.filter((line) => line.partyId === partyId).length,
        ...{ out: 0, tickets: 0, campaigns: 0 },
      },
      people: 0,
    }),
    'interactions.timeline': ({ partyId, offset, limit }: TimelineInput) =>
      fixture.interactions
        .filter((line) => line.partyId === partyId)
        .slice(offset, offset + limit)
        .map((line) => ({ kind: 'exchange', section: 'in', line })),
    'handovers.ofCall': () => null,
    'staff.colleagues': () => [],
    'callbacks.open': () => state.callbacks.filter((one) => one.state !== 'done'),
    'callbacks.done': () => state.callbacks.filter((one) => one.state === 'done'),
    'callbacks.ofParty': ({ partyId }: { partyId: string }) =>
      state.callbacks.filter((one) => one.partyId === partyId && one.state !== 'done'),
    'callbacks.withheld': () => 2,
    'sync-inbox.counts': () => ({ conflicts: 0, rejected: 0 }),
    'sync-inbox.conflicts': () => [],
    'sync-inbox.rejected': () => [],
    'number-rules.list': () => [],
    'lines.list': () => [],
    'lines.ofCall': () => null,
    'number-rules.test': ({ raw }: { raw: string }): NumberTest => ({
      reading: readNumber(raw, state.settings.dialProfile, isKnownNumber),
      rungs: explainRungs('unknown'),
      match: fixture.matches.unknown,
      rule: null,
    }),
    'tickets.openOf': ({ partyId }: { partyId: string }) =>
      state.tickets.filter((one) => one.partyId === partyId),
    'tickets.ofEntry': ({ partyId }: { partyId: string }) =>
      state.tickets.filter((one) => one.partyId === partyId),
    'tickets.open': ({ limit }: { limit: number }) => state.tickets.slice(0, limit),
    'tickets.openCount': () => state.tickets.length,
    'tickets.one': ({ id }: { id: string }) => state.tickets.find((one) => one.id === id) ?? null,
    'tickets.byNumber': ({ number }: { number: string }) => {
      const ticket = state.tickets.find((one) => one.number === number) ?? null;
      return { ticket, valid: ticket !== null, mergedFrom: null };
    },
    'tickets.states': () => [],
    'tickets.waitingCount': () => 0,
    'tickets.groups': () => [],
    'tickets.merges': () => [],
    'tickets.handOvers': () => [],
    'tickets.nextNumber': () => '26-005120-3',
    'tasks.openOf': ({ partyId }: { partyId: string }) =>
      state.tasks.filter((one) => one.partyId === partyId),
    'tasks.ofEntry': ({ partyId }: { partyId: string }) =>
      state.tasks.filter((one) => one.partyId === partyId),
    'tasks.mine': () => state.tasks.toSorted((a, b) => a.dueAt - b.dueAt),
    'tasks.attempts': () => [],
    'absences.upcoming': () => [],
    'duty.checkIns': () => ({ isShared: false, deskName: 'PC-7', people: [], expectedId: null }),
    'duty.own': () => ({
      ...{ isShared: false, hasPin: false, isFresh: false, since: null },
      ...{ wrapUps: [], colleagues: [] },
    }),
    'duty.overview': () => ({ isEverybodys: false, now: [], past: [] }),
    'duty.stir': () => undefined,
    'figures.team': () => fixture.figures,
    'figures.forLeads': () => fixture.figures,
    'tasks.reminders': () => state.reminders,
    'tasks.snooze': () => undefined,
    'tasks.dismiss': ({ id }: { id: string }) => {
      state.reminders = state.reminders.filter((one) => one.id !== id);
      changed('task_reminder');
    },
    'wrap-up.open': () => state.wrapUps,
    'wrap-up.passed': () => [],
    'wrap-up.save': ({ id, ...saved }: Partial<WrapUp>) => {
      state.wrapUps = state.wrapUps.map((one) => (one.id === id ? { ...one, ...saved } : one));
      changed('wrap_up');
    },
    'wrap-up.finish': ({ id }: { id: string }) => {
      state.wrapUps = state.wrapUps.filter((one) => one.id !== id);
      changed('wrap_up');
    },
    'demo-calls.available': () => state.demo,
    'demo-calls.phone': () => ({ state: 'idle', display: '' }),
    'demo-calls.ring': () => undefined,
    'demo-calls.press': () => undefined,
  };
}

interface RunInput {
  readonly name: string;
  readonly args: { readonly id: string; readonly [key: string]: unknown };
}

/** Just enough of the commands to see their effect on a screen. */
function runCommand(
  state: FakeState,
  { name, args }: RunInput,
  changed: (...tables: string[]) => void,
): void {
  switch (name) {
    case 'task.complete':
    case 'task.withdraw':
      state.tasks = state.tasks.filter((task) => task.id !== args.id);
      return changed('task');
    case 'task.reopen':
      state.tasks = fixture.tasks;
      return changed('task');
    case 'callback.finish':
    case 'callback.reopen':
      state.callbacks = state.callbacks.map((line) =>
        settled(line, name, args['calls'] as readonly string[]),
      );
      return changed('missed_call');
    case 'callback.claim':
    case 'callback.release':
      state.callbacks = state.callbacks.map((line) => (line.id === args.id ? claimed(line, name) : line));
      return changed('callback');
    case 'ticket.set-state':
      state.tickets =
        args['state'] === 'closed' ? state.tickets.filter((one) => one.id !== args.id) : fixture.tickets;
      return changed('ticket');
    case 'link.add':
      state.links = [...state.links, args as unknown as Link];
      return changed('link');
    case 'link.remove':
      state.links = state.links.filter((link) => link.id !== args.id);
      return changed('link');
  }
}

function settled(line: CallbackLine, name: string, calls: readonly string[]): CallbackLine {
  if (!line.calls.some((call) => calls.includes(call))) return line;
  if (name === 'callback.reopen') return { ...line, state: line.claim ? 'claimed' : 'open', done: null };
  return {
    ...line,
    state: 'done',
    done: { at: fixture.NOW, staffName: fixture.session.userName, reached: false },
  };
}

function claimed(line: CallbackLine, name: string): CallbackLine {
  if (name === 'callback.release') return { ...line, state: 'open', claim: null };
  return { ...line, state: 'claimed', claim: { staffName: fixture.session.userName, mine: true } };
}
