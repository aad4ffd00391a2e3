import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LiveCall } from '#shared/calls/live-call.ts';
import { numberRuleAdd } from '#shared/features/number-rules/commands.ts';
import type { NumberRuleLine, NumberTest } from '#shared/features/number-rules/contract.ts';
import type { NumberRuleKind } from '#shared/phone/number-rule.ts';
import { ADMIN, openDeskReplica } from '#test/support/desk-replica.ts';
import type { DeskReplica, RunningFeatures } from '#test/support/desk-replica.ts';
import { liveCall } from '#test/support/live-call.ts';
import { AGENT, idOf } from '#test/support/memory-rows.ts';
import { createRuleFor, FIND_RULES } from './queries.ts';

let desk: DeskReplica;
let running: RunningFeatures;
beforeEach(async () => {
  desk = openDeskReplica();
  running = await desk.start('number-rules', 'interactions', 'callbacks', 'wrap-up');
});
afterEach(async () => {
  await running.stop();
  expect(desk.log.lines).toEqual([]);
  desk.close();
});

const rule = (pattern: string, kind: NumberRuleKind, note: string = kind): void =>
  desk.run(numberRuleAdd, { id: desk.host.newId(), pattern, kind, note }, ADMIN);
const test = (raw: string): NumberTest => running.ask('number-rules.test', { raw }) as NumberTest;
const noteOf = (...digits: readonly [string, ...string[]]): string | undefined =>
  createRuleFor(desk.replica.db)({ kind: 'external', digits })?.note;

describe('the rule that hits', () => {
  it('is the longest beginning, and the number itself before any', () => {
    rule('+49*', 'ignore', 'country');
    rule('+4930*', 'reject', 'town');
    rule('+4930231250*', 'internal', 'beginning');
    expect(noteOf('492214710612')).toBe('country');
    expect(noteOf('493040000')).toBe('town');
    expect(noteOf('493023125047')).toBe('beginning');
    expect(noteOf('4930231250')).toBe('beginning');
    rule('+4930231250', 'internal', 'whole');
    expect(noteOf('4930231250')).toBe('whole');
    expect(noteOf('442079460012')).toBeUndefined();
  });

  it('may be of a less likely reading when it is the whole number, not when it is a beginning', () => {
    rule('+4940*', 'reject', 'beginning');
    expect(noteOf('492214066969', '494066969')).toBeUndefined();
    rule('+494066969', 'reject', 'whole');
    expect(noteOf('492214066969', '494066969')).toBe('whole');
  });

  it('is found by seeks alone', () => {
    const plan = desk.replica.db
      .prepare<[string], { detail: string }>(`EXPLAIN QUERY PLAN ${FIND_RULES}`)
      .all('["+49*"]')
      .map(({ detail }) => detail);
    expect(plan).toContain('SEARCH r USING INDEX number_rule_by_pattern (pattern=?)');
    expect(plan.filter((line) => line.startsWith('SCAN'))).toEqual([
      expect.stringMatching(/^SCAN probe VIRTUAL TABLE/),
    ]);
  });
});

describe('the list', () => {
  it('has every rule, with whose it is', () => {
    desk.addStaff(AGENT.userId, 'Nadine Kröger', '21');
    rule('201', 'internal');
    rule('+4930*', 'reject', 'Werbeanrufe');
    expect(running.ask('number-rules.list')).toMatchObject([
      { pattern: '+4930*', kind: 'reject', note: 'Werbeanrufe', createdByName: 'Nadine Kröger' },
      { pattern: '201', kind: 'internal' },
    ] satisfies readonly Partial<NumberRuleLine>[]);
  });
});

describe('a number that is tested', () => {
  it('tells of a customer who would pop, and of every way the number is read', () => {
    desk.addParty(idOf(1), 'Erika Brandt', '492214710612');
    const { match, reading, rungs, rule: hit } = test('+49 (0)221 / 4710-612');
    expect(match).toMatchObject({ rule: 'exact', candidates: [{ name: 'Erika Brandt' }] });
    expect(reading).toMatchObject({
      readings: [{ digits: '492214710612', isKnown: true }],
      stored: [{ digits: '492214710612' }],
    });
    expect(rungs.find(({ state }) => state === 'hit')?.rung).toBe('exact');
    expect(hit).toBeNull();
  });

  it('tells of the rule that comes before the customer', () => {
    desk.addParty(idOf(1), 'Erika Brandt', '492214710612');
    rule('+4922147*', 'reject', 'Probe');
    const { match, rungs, rule: hit } = test('+492214710612');
    expect(match).toEqual({ rule: 'rejected', candidates: [], digits: '492214710612', note: 'Probe' });
    expect(rungs.map(({ state }) => state)).toEqual(['passed', 'passed', 'hit', 'below', 'below', 'below']);
    expect(hit).toMatchObject({ pattern: '+4922147*', kind: 'reject' });
  });

  it('is answered whatever is typed, changes nothing and leaves nothing in the log', () => {
    rule('+49*', 'ignore');
    const changed: (readonly string[])[] = [];
    desk.replica.onChanged((tables) => changed.push(tables));
    fc.assert(
      fc.property(fc.string({ maxLength: 200, unit: 'binary' }), (raw) => {
        const { match, rungs } = test(raw);
        expect(rungs.filter(({ state }) => state === 'hit')).toHaveLength(1);
        if (match.digits === undefined) expect(match.note).toBeUndefined();
      }),
      { numRuns: 500 },
    );
    expect(changed).toEqual([]);
  });
});

describe('a call a rule sorts out', () => {
  const ring = (hit: LiveCall['match']['rule']): LiveCall =>
    liveCall({ match: { rule: hit, candidates: [], digits: '492214710612', note: 'why' } });
  const miss = (call: LiveCall): void => {
    desk.call(call);
    desk.call({ ...call, phase: 'ended', endedAt: 2_000, end: { reason: 'missed-caller' } }, call);
  };
  const logged = (): readonly unknown[] =>
    desk.replica.db.prepare<[]>('SELECT party_id, number FROM interaction').all();

  it.each(['ignored', 'rejected', 'internal-rule'] as const)(
    '%s and missed is in the log, nobody’s, and on no callback list',
    (kind) => {
      miss(ring(kind));
      expect(logged()).toEqual([{ party_id: null, number: '492214710612' }]);
      expect(running.ask('callbacks.open')).toEqual([]);
    },
  );

  it('is on the list when no rule hits: what the others are measured against', () => {
    miss(ring('unknown'));
    expect(running.ask('callbacks.open')).toHaveLength(1);
  });

  it.each([
    ['ignored', 0],
    ['rejected', 1],
  ] as const)('%s and answered is in the log, with %d wrap-ups', (kind, count) => {
    const call = ring(kind);
    desk.call(call);
    desk.call({ ...call, phase: 'talking', answeredAt: 2_000 }, call);
    expect(logged()).toHaveLength(1);
    expect(running.ask('wrap-up.open')).toHaveLength(count);
  });
});
