import type { Base } from '#shared/sync/protocol.ts';
import { tagOf } from './model.ts';
import type { Truth } from './truth.ts';
import type { Violations } from './violations.ts';

export interface HistoryRow {
  readonly place: number;
  readonly tbl: string;
  readonly pk: string;
  readonly field: string;
  readonly client: string;
  readonly mid: number;
  readonly outcome: string;
  readonly old: string | null;
  readonly new: string | null;
}

export interface ResultRow {
  readonly place: number;
  readonly client: string;
  readonly mid: number;
  readonly outcome: string;
  readonly command: string | null;
}

/** A command as it was committed on a desk. */
export interface Issued {
  /** Counts the files the desk has had: a copy put in the place of its file begins another life. */
  readonly life: number;
  readonly desk: string;
  readonly tenant: string;
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly base: Base;
}

/** Follows every command from the desk that committed it to what became of it at the centre. */
export interface Ledger {
  issue(tag: string, issued: Issued): void;
  issued(tag: string): Issued | undefined;
  readonly size: number;
  readonly decisions: { readonly conflict: number; readonly rejected: number; readonly applied: number };
  /** A push has reached the centre: these numbers stand for these commands. */
  pushed(epoch: string, client: string, mid: number, args: unknown): void;
  /** The centre has committed a result. */
  decided(epoch: string, row: ResultRow): void;
  wroteHistory(epoch: string, row: HistoryRow): void;
  /** Whether the centre ever decided it, in whatever epoch. */
  wasDecided(tag: string): boolean;
  /** The desk's file was put back to a copy that never had it. */
  lostWithFile(tag: string): void;
  isLostWithFile(tag: string): boolean;
  /** A complete page has been applied: this desk knows what the centre had decided of its numbers by then. */
  told(client: string, lastMid: number): void;
  /** Another copy of the client's file, which has been told less. */
  fileReplaced(client: string): void;
  /** A restored centre has decided these before: what its backup knows. */
  restored(from: string, epoch: string, kept: ReadonlySet<string>): void;
  /** At the end: commands neither waiting nor decided nor lost with a file. */
  lost(waiting: ReadonlySet<string>): readonly string[];
  twice(): number;
}

export function createLedger(truth: Truth, violations: Violations): Ledger {
  const commands = new Map<string, Issued>();
  const identities = new Map<string, string>();
  const lastMids = new Map<string, number>();
  const results = new Set<string>();
  const decidedEver = new Set<string>();
  const filesLost = new Set<string>();
  /** `epoch/tag/field` of values that took effect. */
  const effects = new Map<string, string>();
  /** `epoch/tag` of title values in the history. */
  const values = new Set<string>();
  /** Per client what it had been told at the last complete page: `lastMid`. */
  const tellings = new Map<string, number>();
  const decisions = { conflict: 0, rejected: 0, applied: 0 };
  let twice = 0;

  return {
    issue: (tag, issued) => void commands.set(tag, issued),
    issued: (tag) => commands.get(tag),
    get size() {
      return commands.size;
    },
    decisions,
    pushed(epoch, client, mid, args) {
      const tag = tagOf(args);
      const key = `${epoch} ${client}/${mid}`;
      const before = identities.get(key);
      // A copy of a file gives numbers again that the file itself gave after it was copied, as long as nobody tells it.
      const isOfOtherLife = commands.get(tag)?.life !== commands.get(before ?? '')?.life;
      const knows = results.has(key) && mid <= (tellings.get(client) ?? 0);
      if (before !== undefined && before !== tag && (!isOfOtherLife || knows))
        violations.add('one-id-one-command', `${client}/${mid} was ${before} and is ${tag}`);
      if (!results.has(key)) identities.set(key, tag);
    },
    decided(epoch, { client, mid, outcome, command }) {
      const key = `${epoch} ${client}/${mid}`;
      const tag = identities.get(key) ?? '?';
      if (results.has(key)) {
        twice++;
        violations.add('no-command-twice', `${tag} (${client}/${mid}) was decided again`);
      }
      results.add(key);
      const line = `${epoch} ${client}`;
      const expected = lastMids.get(line);
      if (expected !== undefined && mid !== expected + 1 && mid > expected)
        violations.add('mids-without-gap', `${client}: ${mid} after ${expected}`);
      lastMids.set(line, Math.max(mid, expected ?? 0));
      decidedEver.add(tag);
      truth.decide(epoch, tag, outcome);
      if (outcome === 'applied' || outcome === 'conflict' || outcome === 'rejected') decisions[outcome]++;

      const issued = commands.get(tag);
      if (outcome === 'rejected') {
        if (command === null) violations.add('value-in-history', `${tag} was rejected and not kept`);
      } else if (issued?.name === 'note.title' && !values.has(`${epoch} ${tag}`)) {
        violations.add('value-in-history', `${tag} was ${outcome} and is not in the history`);
      }
    },
    wroteHistory(epoch, { pk, field, client, mid, outcome, old, new: value }) {
      const tag = identities.get(`${epoch} ${client}/${mid}`) ?? '?';
      const issued = commands.get(tag);
      if (value !== null && field === 'title' && JSON.parse(value) === issued?.args['title'])
        values.add(`${epoch} ${tag}`);
      if (outcome !== 'applied' || field === '*') return;
      const effect = `${epoch} ${tag} ${field}`;
      const by = `${client}/${mid}`;
      if ((effects.get(effect) ?? by) !== by) {
        twice++;
        violations.add('no-command-twice', `${tag} took effect under two numbers`);
      }
      effects.set(effect, by);
      const seen = issued?.base.find((entry) => entry.pk === pk)?.fields;
      // A row the command's author had made itself and not sent yet has no value of the centre's to be seen.
      if (seen && field in seen && !sameJson(seen[field], old === null ? null : JSON.parse(old)))
        violations.add('nothing-overwritten-unseen', `${tag}: ${pk}.${field} was ${String(old)}`);
    },
    wasDecided: (tag) => decidedEver.has(tag),
    fileReplaced: (client) => void tellings.delete(client),
    told: (client, lastMid) => void tellings.set(client, lastMid),
    restored(from, epoch, kept) {
      lastMids.clear();
      tellings.clear();
      const carried = (key: string): string | undefined => {
        const [of, tag, ...field] = key.split(' ');
        return of === from && kept.has(tag ?? '') ? [epoch, tag, ...field].join(' ') : undefined;
      };
      for (const key of [...values]) values.add(carried(key) ?? key);
      for (const [key, by] of [...effects]) effects.set(carried(key) ?? key, by);
    },
    lostWithFile: (tag) => void filesLost.add(tag),
    isLostWithFile: (tag) => filesLost.has(tag),
    lost: (waiting) =>
      [...commands.keys()].filter((tag) => !waiting.has(tag) && !decidedEver.has(tag) && !filesLost.has(tag)),
    twice: () => twice,
  };
}

function sameJson(one: unknown, other: unknown): boolean {
  // A boolean is 0/1 in SQLite, on the desk and in this centre's history.
  return JSON.stringify(one) === JSON.stringify(other) || Number(one) === Number(other);
}
