import { choosable } from '#shared/calls/choosable.ts';
import type { LiveCall } from '#shared/calls/live-call.ts';
import type { coreDe } from '../i18n/core-de.ts';
import type { Texts } from '../i18n/texts.ts';

type CoreTexts = Texts<typeof coreDe>;

export interface CallerWords {
  /** The biggest words of the pop: a name where one is certain, else what is known. */
  readonly title: string;
  /** The number, where it is not the title; never for a withheld caller. */
  readonly number: string | undefined;
  /** Which rule hit, in words. */
  readonly why: string;
}

/** Who is calling and how we know. A guess is never put as a fact: a stem carries its `~`. */
export function callerWords(
  call: Pick<LiveCall, 'match' | 'party' | 'remote' | 'display'> & Partial<Pick<LiveCall, 'direction'>>,
  t: CoreTexts,
): CallerWords {
  const { match, party, remote } = call;
  if (match.rule === 'withheld' || remote.withheld) {
    return { title: t('pop.withheld'), number: undefined, why: t('pop.why.withheld') };
  }
  const number = call.display ?? remote.number;
  const chosen = choosable(match).find(({ ref }) => ref.type === party?.type && ref.id === party.id);
  const first = match.candidates[0];
  const plain = number ?? t('pop.unknown');
  const below = number;
  const note = match.note ?? '';
  switch (match.rule) {
    case 'own-extension':
      return { title: first?.name ?? plain, number: below, why: t('pop.why.ownExtension') };
    case 'ignored':
      return { title: plain, number: undefined, why: t('pop.why.ignored', { note }) };
    case 'rejected':
      return { title: plain, number: undefined, why: t('pop.why.rejected', { note }) };
    case 'internal-rule':
      return { title: plain, number: undefined, why: t('pop.why.internalRule', { note }) };
    case 'exact':
      return { title: (chosen ?? first)?.name ?? plain, number: below, why: t('pop.why.exact') };
    case 'shared':
      return chosen
        ? { title: chosen.name, number: below, why: t('pop.why.chosen', { count: match.candidates.length }) }
        : { title: plain, number: undefined, why: t('pop.why.shared', { count: match.candidates.length }) };
    case 'stem':
      return chosen
        ? {
            title: chosen.name,
            number: below,
            why: t('pop.why.stemChosen', { extension: match.extension ?? '' }),
          }
        : {
            title: first ? `~ ${first.name}` : plain,
            number: below,
            why: t('pop.why.stem', { extension: match.extension ?? '' }),
          };
    case 'unknown':
      // What the desk phone dialled by itself: some doors tell that it did, not whom.
      if (number === undefined && call.direction === 'out')
        return { title: t('call.numberUnknown'), number, why: t('call.numberNotTold') };
      return { title: number ?? t('pop.unknown'), number: undefined, why: t('pop.why.unknown') };
  }
}

/** What became of a call that is over, in words. */
export function endWords(call: LiveCall, t: CoreTexts): string {
  const reason = call.end?.reason ?? 'unobserved';
  const by = call.end?.by ?? call.end?.to;
  return by === undefined ? t(`end.${reason}`) : t(`endBy.${endByKey(reason)}`, { who: by });
}

function endByKey(
  reason: NonNullable<LiveCall['end']>['reason'],
): 'answered-elsewhere' | 'picked-up' | 'forwarded' | 'other' {
  return reason === 'answered-elsewhere' || reason === 'picked-up' || reason === 'forwarded'
    ? reason
    : 'other';
}
