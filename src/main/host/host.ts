import type { CallTraceRecord } from '#shared/calls/call-trace.ts';
import type { RemoteParty } from '#shared/calls/call-event.ts';
import type { CloseParty } from '#shared/calls/close-party.ts';
import type { CallerCard, CallerMatch, LiveCall, PersonCard } from '#shared/calls/live-call.ts';
import type { Presence } from '#shared/calls/presence.ts';
import type { QueueMiss } from '#shared/calls/queue-miss.ts';
import type { SetupFinding } from '#shared/calls/setup-finding.ts';
import type { z } from 'zod';
import type { WrapUp } from '#shared/calls/wrap-up.ts';
import type { Command } from '#shared/commands/command.ts';
import type { Implementation, Reads } from '#shared/ipc/contract.ts';
import type { Session } from '#shared/ipc/core-contracts.ts';
import type { HandedOver } from '#shared/ipc/handed-over.ts';
import type { DeskStatus } from '#shared/ipc/status.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import type { Day } from '#shared/kernel/day.ts';
import type { Unsubscribe } from '#shared/kernel/emitter.ts';
import type { NewId } from '#shared/kernel/ids.ts';
import type { Ref } from '#shared/kernel/ref.ts';
import type { Service } from '#shared/kernel/service.ts';
import type { ContactAsk, ContactPermission } from '#shared/permission/contact-permission.ts';
import type { RuleFor } from '#shared/phone/number-rule.ts';
import type { Table } from '#shared/rows/table.ts';
import type { TimelineSource } from '#shared/timeline/timeline-source.ts';
import type { SharedFeature } from '#shared/features/shared-feature.ts';
import type { Migration, ReadableDb, WritableDb } from '../replica/db.ts';
import type { TransactOptions } from '../replica/replica.ts';
import type { KeptPerson } from '../session/kept-person.ts';
import type { SavedList } from './export-list.ts';
import type { ImportTarget } from './import-target.ts';
import type { Narrow, Narrowing } from './narrowing.ts';
import type { FigureSources } from './figure-sources.ts';
import type { StandIn, StandInsAt } from './stand-in.ts';
import type { DeskSettings } from '#shared/settings/desk-settings.ts';
import type { HouseSettings } from '../settings/house-follower.ts';
import type { HandedFile, Notification } from '../shells/shell.ts';

/** What a feature of the desk may use. Only compose-features.ts makes one. */
export interface Host {
  readonly clock: Clock;
  readonly newId: NewId;
  readonly db: ReadableDb;
  /** Throws AppError `session.none` when nobody is signed in. */
  session(): Session;
  currentSession(): Session | null;
  /** Where the person's new rows go; undefined: nobody has signed in. */
  homeScope(): string | undefined;
  onSession(listener: (session: Session | null) => void): Unsubscribe;
  /** How one follows another at a desk that several share. */
  readonly seat: Seat;
  /** Runs a command on the replica now and queues it for the centre; throws its CommandError. */
  run<A>(command: Command<A>, args: A): void;
  /** The same by name, for a command that was written down: a new one, on what is here now. */
  runNamed(name: string, args: unknown): void;
  /** The shared tables by name, of whatever feature. */
  readonly tables: ReadonlyMap<string, Table>;
  /**
   * For tables of this desk alone (drafts, reminders fired): one transaction, then a `changed` event. `isRepeatable`:
   * what could be worked out anew; it does not wait for the disk.
   */
  local<T>(tables: readonly string[], write: (db: WritableDb) => T, options?: TransactOptions): T;
  /** Says that something kept outside the replica has changed, under a name queries can wait for. */
  touch(tables: readonly string[]): void;
  /** After every commit, with the names of the tables that changed. */
  onChanged(listener: (tables: readonly string[]) => void): Unsubscribe;
  /** Every answered search and export, with what was asked. */
  onRead(listener: (reads: Reads, input: unknown) => void): Unsubscribe;
  /** Whether a window has asked something a moment ago: what nobody waits for stands back then. */
  isAsked(): boolean;
  readonly calls: HostCalls;
  /** Callers lost in the desk's queues, wherever they rang. */
  onQueueMissed(listener: (miss: QueueMiss) => void): Unsubscribe;
  /**
   * What the phone system says of an extension of the house now; queries that show it wait for `PRESENCE`. Nothing of it
   * is ever kept.
   */
  presenceOf(extension: string): Presence;
  /** Whether any phone system of this desk can tell; where none can, `unknown` says nothing. */
  tellsPresence(): boolean;
  /** How the links of the desk are doing. */
  status(): DeskStatus;
  onStatus(listener: (status: DeskStatus) => void): Unsubscribe;
  /** What the setup of each phone system lacks, by adapter; those that cannot tell are left out. */
  checkSetup(): Promise<Readonly<Record<string, readonly SetupFinding[]>>>;
  /** Hands a finished wrap-up to the features that keep it. */
  takeWrapUp(wrapUp: WrapUp): void;
  /** What the agent has written about a call so far; empty when nothing. */
  noteOf(callId: string): string;
  /** Names and details of things of whatever feature; unknown ids are left out. */
  describe(type: string, ids: readonly string[]): ReadonlyMap<string, CallerCard>;
  /** A number of each of these to call them on, `+49…`; those without one are left out. */
  numbersToDial(partyIds: readonly string[]): ReadonlyMap<string, string>;
  /** What the features add to a customer's history besides what was exchanged. */
  timelineSources(): readonly TimelineSource[];
  /** The people and units of an organisation or household, however deep, without itself; none of a person. */
  partiesWithin(partyId: string): readonly string[];
  /** Those for whom somebody may be speaking, or who speak for them, as of today: guardian, payer, family. */
  closeTo(partyId: string): readonly CloseParty[];
  /** Whether these parties may be written to or called on our own account, and why: before every mailing and campaign. */
  mayContact(ask: ContactAsk): ReadonlyMap<string, ContactPermission>;
  /** What the chosen filters mean for a list of customers. Throws AppError `filter.unknown`. */
  readonly narrow: Narrow;
  /** What is open and this person's, by feature, and how it becomes somebody else's. */
  openWork(): readonly OpenWorkOf[];
  /** Who is away at this moment, and who does their work. */
  standIns(): readonly StandIn[];
  /** What the features have to count, of the whole team. */
  figures(): readonly FigureSources[];
  notify(notification: Notification): void;
  /** Gives a file to the person. @throws AppError `files.no-way`, `files.not-written` {detail} */
  handOver(file: HandedFile, how: 'open' | 'save'): Promise<HandedOver>;
  /** How many files hang on each of these things; those with none are left out. */
  countFiles(type: string, ids: readonly string[]): ReadonlyMap<string, number>;
  /** A piece of contents with this digest, numbered from 0, where this desk has them. */
  heldPiece(sha256: string, no: number): HeldPiece | undefined;
  settings(): DeskSettings;
  onSettings(listener: () => void): Unsubscribe;
  /** What people have open at this desk alone, by feature, and how it becomes a colleague's who comes after them. */
  shiftWork(): readonly ShiftWork[];
  /** Flags and environment meant for one feature, by name; see src/main/options.ts. */
  readonly options: Readonly<Record<string, string>>;
  /** An authenticated request to the centre; throws AppError `centre.offline` or the centre's own error. */
  centre<T>(path: string, body: unknown, reply: z.ZodType<T>): Promise<T>;
  /** What takes the rows of a file; undefined: no feature does. */
  importTarget(): ImportTarget | undefined;
  /** Every list that can be saved as a file, of whatever feature. */
  exportLists(): readonly SavedList[];
  readonly log: Log;
}

export interface Seat {
  /** How this desk is called, and its id among the house's. */
  readonly name: string;
  id(): string;
  /** Those who have signed in here, who came last first. */
  people(): readonly KeptPerson[];
  /** Nobody sits here any more; their work goes on being sent. Throws AppError `session.none`. */
  leave(): void;
  /** Throws AppError `duty.password-asked`, `duty.other-sight`. */
  take(userId: string): Session;
  /** Only the password lets this person in again. */
  askPassword(userId: string): void;
  /** Somebody is about to leave and can still write. */
  onLeaving(listener: () => void): Unsubscribe;
}

export interface HostCalls {
  live(): readonly LiveCall[];
  /** Who this would be if it called now, by the ladder of docs/architecture.md. Nothing is kept. */
  lookup(remote: RemoteParty): CallerMatch;
  /** Every change of a live call, with what it was before (undefined: new). */
  onCall(listener: (call: LiveCall, before: LiveCall | undefined) => void): Unsubscribe;
  /** What each call was made of and when, in order. Frames may come before their event is told: only gather here. */
  onTrace(listener: (record: CallTraceRecord) => void): Unsubscribe;
  /** Rings the agent's phone, then the number, for the party if there is one. @throws AppError `dial.<reason>` */
  dial(text: string, party: Ref | null): Promise<{ readonly id: string }>;
  /** Every blind transfer made from this desk. */
  onTransfer(listener: (transfer: CallTransfer) => void): Unsubscribe;
  /** Whose call somebody says this is (`LiveCall.hinted`); null takes it back. Attributes nothing. */
  hint(id: string, party: Ref | null): void;
}

/** The agent has sent the far end on from the desk, and the PBX has done it. */
export interface CallTransfer {
  /** As it was before. */
  readonly call: LiveCall;
  /** What the PBX dialled. */
  readonly target: string;
}

/** Of contents that are cut as they are at the centre. */
export interface HeldPiece {
  readonly bytes: Uint8Array;
  readonly isLast: boolean;
}

export interface Log {
  info(message: string, detail?: Readonly<Record<string, unknown>>): void;
  warn(message: string, detail?: Readonly<Record<string, unknown>>): void;
  error(message: string, detail?: Readonly<Record<string, unknown>>): void;
}

/** Things of one type that somebody has to do. */
export interface OpenWorkOf {
  readonly type: string;
  /** Ids, most urgent first. */
  ids(db: ReadableDb, staffId: string): readonly string[];
  /** Gives one of them to somebody else. */
  give(host: Host, id: string, toStaffId: string, fromStaffId: string): void;
  /** What they are called, where `describe` alone does not know. */
  cards?(host: Pick<Host, 'db' | 'describe' | 'settings'>, staffId: string): readonly CallerCard[];
}

/** Work that somebody has open at this desk and that can go to whoever comes next. */
export interface ShiftWork {
  list(host: Pick<Host, 'db' | 'describe' | 'settings'>, userId: string): readonly CallerCard[];
  /** Some of them, by their ids. */
  give(host: Host, ids: readonly string[], toUserId: string): void;
}

/** A feature's part of the desk. */
export interface MainFeature {
  readonly shared: SharedFeature;
  /** The replica's tables, in the order of their ids. */
  readonly migrations: readonly Migration[];
  /** Tables with no row type in `shared`: this desk's alone. */
  readonly localTables?: readonly string[];
  /** Tables made anew from others by triggers or in the background: a snapshot brings its own, nothing is carried over. */
  readonly derivedTables?: readonly string[];
  parts?(host: Host): FeatureParts;
  /** How things of this feature's types are named in a pop, a list, a notification. */
  readonly describe?: Readonly<
    Record<string, (db: ReadableDb, ids: readonly string[]) => readonly CallerCard[]>
  >;
  /** Which of these are not named to whoever has this replica; it may have nothing of them. */
  conceals?(db: ReadableDb, type: string, ids: readonly string[]): readonly string[];
  readonly openWork?: readonly OpenWorkOf[];
  readonly shiftWork?: ShiftWork;
  /** The one feature that keeps numbers answers for all. */
  numbersToDial?(db: ReadableDb, partyIds: readonly string[]): ReadonlyMap<string, string>;
  readonly figures?: FigureSources;
  /** The one feature that keeps files answers for all. */
  countFiles?(db: ReadableDb, type: string, ids: readonly string[]): ReadonlyMap<string, number>;
  /** The same feature: what lies on this desk. */
  heldPiece?(db: ReadableDb, sha256: string, no: number): HeldPiece | undefined;
  /** The one feature that knows of absences answers for all. */
  readonly standIns?: StandInsAt;
  /** Things of this feature that are part of a customer's history by themselves. */
  readonly timeline?: readonly TimelineSource[];
  /** Parties that belong to one of these directly: its people, its branches. */
  partiesWithin?(db: ReadableDb, partyIds: readonly string[]): readonly string[];
  /** Parties that stand for this one, or for which it stands; those that come to mind first are first. */
  closeTo?(db: ReadableDb, ask: { readonly partyId: string; readonly today: Day }): readonly CloseParty[];
  /** The one feature that keeps consents answers for all; one query or a few, however many parties. */
  mayContact?(
    db: ReadableDb,
    ask: ContactAsk & { readonly today: Day },
  ): ReadonlyMap<string, ContactPermission>;
  /** Ways to narrow a list of customers, by name: which parties remain with this value. */
  readonly partyFilters?: Readonly<Record<string, (value: string) => Narrowing>>;
  /** Weight of each candidate of a shared number; the chooser shows the heaviest first. */
  rank?(db: ReadableDb, refs: readonly Ref[]): ReadonlyMap<string, number>;
  /** The people of these organisations, by branch and department; asked where only a firm's main number fits a caller. */
  peopleOf?(db: ReadableDb, firms: readonly Ref[]): readonly PersonCard[];
  /** What the house has decided of a number, before anybody is looked up. Made once: it stands in front of every pop. */
  ruleFor?(db: ReadableDb): RuleFor;
  /** What it knows of the house: the desk's settings where it has none of its own. */
  readonly houseSettings?: HouseSettings;
  /** Takes over what the agent wrote; runs before the wrap-up leaves the stack, may run twice, throws to keep it. */
  takeWrapUp?(host: Host, wrapUp: WrapUp): void;
  /** Whose call it was said to be, of a call the desk finds again after a restart; null: not known here. */
  partyOfCall?(db: ReadableDb, call: { readonly id: string }): Ref | null;
  /** What the agent has written about a call that is not wrapped up yet; undefined: not kept here. */
  noteOf?(host: Host, callId: string): string | undefined;
  /** The one feature whose things files are imported as. */
  readonly importTarget?: ImportTarget;
  /** Lists of this feature that can be saved as a file. */
  exportLists?(host: Host): readonly SavedList[];
  /** Conflicts nobody on this side has looked at, for the status. */
  countConflicts?(host: Host): number;
  /** "It was Frank", said of a call that is no longer live; whether this feature keeps anything of it. */
  attributeCall?(host: Host, call: { readonly id: string; readonly party: Ref }): boolean;
}

export interface FeatureParts {
  readonly implementation?: Implementation;
  /** What answers while nobody is signed in as well; nothing of the replica may come out of it. */
  readonly open?: Implementation;
  readonly services?: readonly Service[];
}
