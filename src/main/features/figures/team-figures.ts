import { DAYS, LEAST_PEOPLE, TICKET_AGES } from '#shared/features/figures/contract.ts';
import type {
  AgeFigure,
  CallCount,
  HourFigure,
  LineFigure,
  TeamFigures,
  TicketAge,
} from '#shared/features/figures/contract.ts';
import type { CountedAnswer, CountedCall, FigureSources, Span } from '../../host/figure-sources.ts';
import type { Host } from '../../host/host.ts';
import { foldSmall } from './groups.ts';

const DAY = 86_400_000;

type Reader = Pick<Host, 'db' | 'clock' | 'figures'>;

/** Of the team, never of a person: whoever asks gets nothing of fewer than {@link LEAST_PEOPLE} people, leads included. */
export function teamFigures(host: Reader, { withLines }: { readonly withLines: boolean }): TeamFigures {
  const { db } = host;
  const now = host.clock.now();
  const sources = host.figures();
  const teamSize = Math.max(0, ...sources.map((source) => source.teamSize?.(db) ?? 0));
  if (teamSize < LEAST_PEOPLE) return { hours: null, lines: null, ticketAges: null };
  const calls = callsIn(sources, host, { from: startOfDay(now) - (DAYS - 1) * DAY, until: now + 1 });
  return {
    hours: byHour(calls),
    lines: withLines ? byLine(calls) : null,
    ticketAges: ticketAges(
      sources.flatMap((source) => source.openTickets?.(db) ?? []),
      now,
    ),
  };
}

interface Calls {
  readonly answered: readonly CountedAnswer[];
  readonly missed: readonly CountedCall[];
}

function callsIn(sources: readonly FigureSources[], { db }: Pick<Host, 'db'>, span: Span): Calls {
  return {
    answered: sources.flatMap((source) => source.answeredCalls?.(db, span) ?? []),
    missed: sources.flatMap((source) => source.missedCalls?.(db, span) ?? []),
  };
}

interface CallGroup<K> extends CallCount {
  readonly key: K;
  readonly people: ReadonlySet<string>;
}

/** Who answers is known of a call; a missed one is nobody's, and counts where its key has answered ones. */
function grouped<K extends string | number>(
  { answered, missed }: Calls,
  keyOf: (call: CountedCall) => K,
): readonly CallGroup<K>[] {
  const keys = new Set([...answered, ...missed].map(keyOf));
  return [...keys].map((key) => {
    const own = answered.filter((call) => keyOf(call) === key);
    return {
      key,
      people: new Set(own.map(({ staffId }) => staffId)),
      answered: own.length,
      missed: missed.filter((call) => keyOf(call) === key).length,
    };
  });
}

const sum = (groups: readonly CallCount[]): CallCount => ({
  answered: groups.reduce((total, { answered }) => total + answered, 0),
  missed: groups.reduce((total, { missed }) => total + missed, 0),
});

/** An hour of too few people is left out; which calls it had follows from nothing that is told. */
function byHour(calls: Calls): readonly HourFigure[] | null {
  const folded = foldSmall(
    grouped(calls, ({ at }) => new Date(at).getHours()),
    LEAST_PEOPLE,
  );
  return (
    folded &&
    folded.shown
      .map(({ key, answered, missed }) => ({ hour: key, answered, missed }))
      .toSorted((a, b) => a.hour - b.hour)
  );
}

const NO_LINE = '';

/** Busiest first, what is told of together last. A call through no queue was somebody's own, and in the rest. */
function byLine(calls: Calls): readonly LineFigure[] | null {
  const all = grouped(calls, ({ line }) => line ?? NO_LINE);
  const folded = foldSmall(all, LEAST_PEOPLE);
  if (!folded) return null;
  const lines = folded.shown
    .filter(({ key }) => key !== NO_LINE)
    .map(({ key, answered, missed }) => ({ line: key, answered, missed }))
    .toSorted((a, b) => b.answered + b.missed - a.answered - a.missed);
  const rest = [...folded.rest, ...folded.shown.filter(({ key }) => key === NO_LINE)];
  return rest.length === 0 ? lines : [...lines, { line: null, ...sum(rest) }];
}

const OLDER_THAN: Readonly<Record<TicketAge, number>> = {
  day: 0,
  week: DAY,
  month: 7 * DAY,
  older: 30 * DAY,
};

function ticketAges(openedAt: readonly number[], now: number): readonly AgeFigure[] {
  const ageOf = (at: number): TicketAge =>
    TICKET_AGES.findLast((age) => now - at >= OLDER_THAN[age]) ?? 'day';
  const ages = openedAt.map(ageOf);
  return TICKET_AGES.map((age) => ({ age, count: ages.filter((each) => each === age).length }));
}

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}
