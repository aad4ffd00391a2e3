import type { Base } from '#shared/sync/protocol.ts';
import type { HistoryRow, ResultRow } from './centre.ts';
import { tagOf } from './model.ts';
import type { Truth } from './truth.ts';
import type { Violations } from './violations.ts';

/** A command as it was committed on a desk. */
export interface Issued {
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
  /** A restored centre knows only these of what it had decided in the epoch before. */
  centreForgot(epoch: string, kept: ReadonlySet<string>): void;
  /** Decided once, and then lost with the centre's database. */
  isForgotten(tag: string): boolean;
  /** The desk's file was put back to a copy that never had it. */
  lostWithFile(tag: string): void;
  isLostWithFile(tag: string): boolean;
  /** Commands that may come under two identities: they were in a copy of the file. */
  copied(tag: string): void;
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
  const forgotten = new Set<string>();
  const filesLost = new Set<string>();
  const copies = new Set<string>();
  /** `epoch/tag/field` of values that took effect. */
  const effects = new Map<string, string>();
  /** `epoch/tag` of title values in the history. */
  const values = new Set<string>();
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
      if (before !== undefined && before !== tag && !copies.has(before) && !copies.has(tag))
        violations.add('one-id-one-command', `${client}/${mid} was ${before} and is ${tag}`);
      if (before === undefined) identities.set(key, tag);
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
      } else if (issued?.name === 'note.title' && !values.has(`${epoch} ${tag}`) && !copies.has(tag)) {
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
    centreForgot(epoch, kept) {
      for (const tag of truth.outcomes(epoch).keys()) {
        if (kept.has(tag)) forgotten.delete(tag);
        else forgotten.add(tag);
      }
      lastMids.clear();
    },
    isForgotten: (tag) => forgotten.has(tag),
    lostWithFile: (tag) => void filesLost.add(tag),
    isLostWithFile: (tag) => filesLost.has(tag),
    copied: (tag) => void copies.add(tag),
    lost: (waiting) =>
      [...commands.keys()].filter((tag) => !waiting.has(tag) && !decidedEver.has(tag) && !filesLost.has(tag)),
    twice: () => twice,
  };
}

function sameJson(one: unknown, other: unknown): boolean {
  // A boolean is 0/1 in SQLite, on the desk and in this centre's history.
  return JSON.stringify(one) === JSON.stringify(other) || Number(one) === Number(other);
}
