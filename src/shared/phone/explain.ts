import type { MatchRule } from '../calls/live-call.ts';
import { AppError } from '../kernel/app-error.ts';
import { candidates } from './candidates.ts';
import type { Candidates, Judge } from './candidates.ts';
import { toDialable } from './dialable.ts';
import type { DialProfile } from './dial-profile.ts';
import { formatNumber } from './format.ts';
import { ownHit } from './own-numbers.ts';
import { parseStored } from './stored.ts';
import type { StoredNumber } from './stored.ts';

/** The rungs of the ladder, from the top (docs/architecture.md, "Who is calling"). */
export const RUNGS = ['withheld', 'own-extension', 'rule', 'exact', 'stem', 'unknown'] as const;
export type Rung = (typeof RUNGS)[number];

export interface ExplainedRung {
  readonly rung: Rung;
  /** `passed`: asked, and it did not hold · `below`: never asked, a rung above has hit. */
  readonly state: 'passed' | 'hit' | 'below';
}

export interface Reading {
  /** E.164 digits without `+`, or those of an internal number. */
  readonly digits: string;
  /** For reading. */
  readonly display: string;
  /** Whether a numbering plan knows such a number. */
  readonly isKnown: boolean;
  /** The extension behind a main number of the house, empty for the main number itself; absent: no number of the house. */
  readonly ownExtension?: string;
}

/** What the dial profile makes of a spelling, each way it can be met: shown by the PBX, typed into a field, dialled. */
export interface NumberReading {
  readonly kind: Candidates['kind'];
  /** In the order in which they are looked up. */
  readonly readings: readonly Reading[];
  /** The same text in a customer's field; never empty. */
  readonly stored: readonly StoredNumber[];
  /** What the PBX would be asked to dial; null: refused. */
  readonly dialled: string | null;
}

/** Never throws, whatever is typed. */
export function readNumber(raw: string, profile: DialProfile, judge: Judge): NumberReading {
  const found = candidates(raw, profile);
  return {
    kind: found.kind,
    readings: readingsOf(found, profile, judge),
    stored: parseStored(raw, profile),
    dialled: dialledOf(raw, profile),
  };
}

function readingsOf(
  found: Candidates,
  { country, ownNumbers }: DialProfile,
  judge: Judge,
): readonly Reading[] {
  switch (found.kind) {
    case 'none':
      return [];
    case 'internal':
      return [{ digits: found.digits, display: found.digits, isKnown: true }];
    case 'external':
      return found.digits.map((digits) => {
        const own = ownHit([digits], ownNumbers);
        return {
          digits,
          display: formatNumber(digits, { country }),
          isKnown: judge(digits),
          ...(own && { ownExtension: own.extension }),
        };
      });
  }
}

function dialledOf(raw: string, profile: DialProfile): string | null {
  try {
    return toDialable(raw, profile);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

export function explainRungs(rule: MatchRule): readonly ExplainedRung[] {
  const hit = RUNGS.indexOf(rungOf(rule));
  return RUNGS.map((rung, i) => ({ rung, state: i < hit ? 'passed' : i === hit ? 'hit' : 'below' }));
}

function rungOf(rule: MatchRule): Rung {
  switch (rule) {
    case 'ignored':
    case 'rejected':
    case 'internal-rule':
      return 'rule';
    case 'shared':
      return 'exact';
    case 'withheld':
    case 'own-extension':
    case 'exact':
    case 'stem':
    case 'unknown':
      return rule;
  }
}
