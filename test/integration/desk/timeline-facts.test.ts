import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { timeline, timelineCounts } from '#main/features/interactions/timeline.ts';
import { CENTRE_ACTOR } from '#shared/access/access.ts';
import { blockEnd, blockLift, blockSet } from '#shared/features/blocks/commands.ts';
import { consentGive, consentWithdraw, optOutRevoke, optOutSet } from '#shared/features/consents/commands.ts';
import { affiliationAdd } from '#shared/features/relations/commands.ts';
import { ADMIN, openDeskReplica } from '#test/support/desk-replica.ts';
import type { DeskReplica } from '#test/support/desk-replica.ts';
import { idOf } from '#test/support/memory-rows.ts';

const [ERIKA, HOME] = [idOf(1), idOf(2)];
const START = new Date(2026, 0, 10, 9).getTime();
const HOUR = 3_600_000;

let desk: DeskReplica;
beforeEach(() => {
  desk = openDeskReplica();
  desk.now = START;
  desk.addParty(ERIKA, 'Erika Brandt', '492214710612');
  desk.addParty(HOME, 'Pflegeheim St. Anna');
});
afterEach(() => desk.close());

const filter = { partyId: ERIKA, text: '', withPeople: true };
const entries = (more: object = {}) =>
  timeline(desk.host, { ...filter, section: null, offset: 0, limit: 50, ...more });
const told = (more: object = {}): readonly string[] =>
  entries(more).map((entry) => (entry.kind === 'fact' ? `${entry.ref.type} ${entry.what}` : entry.kind));
const give = (): void =>
  desk.run(consentGive, {
    ...{ id: idOf(11), partyId: ERIKA, channel: 'phone', purpose: 'advertising', how: 'form' },
    ...{ evidence: 'Anmeldebogen', textVersion: '', givenOn: '2026-01-08', validUntil: null },
  });

describe('the history of a customer', () => {
  it('tells a consent given and taken back, by which way and with what proof', () => {
    give();
    desk.run(consentWithdraw, { id: idOf(11), how: 'phone', evidence: 'sagte sie am Telefon' });
    expect(entries()).toMatchObject([
      {
        ...{ kind: 'fact', section: 'in', at: START, timeKnown: true, what: 'withdrawn', partyName: null },
        ref: { type: 'consent', id: idOf(11) },
        facts: { channel: 'phone', purpose: 'advertising', how: 'phone', evidence: 'sagte sie am Telefon' },
      },
      {
        ...{ what: 'given', timeKnown: false, at: new Date(2026, 0, 8, 12).getTime() },
        facts: { how: 'form', evidence: 'Anmeldebogen' },
      },
    ]);
    // It is found by the proof, as anything in the history by its words.
    expect(told({ text: 'anmeldebogen' })).toEqual(['consent given']);
  });

  it('tells an opt-out and its end', () => {
    desk.run(optOutSet, {
      id: idOf(12),
      partyId: ERIKA,
      channel: 'mail',
      how: 'mail',
      note: 'bitte nichts mehr',
    });
    desk.now += HOUR;
    desk.run(optOutRevoke, { partyId: ERIKA, channel: 'mail' });
    expect(told()).toEqual(['opt_out revoked', 'opt_out set']);
    expect(entries()[1]).toMatchObject({ facts: { channel: 'mail', evidence: 'bitte nichts mehr' } });
  });

  it('tells a block, and that it was lifted or ran out, once the centre has seen it', () => {
    const block = { partyId: ERIKA, kind: 'house-rules' as const, note: '', since: '2026-01-10' };
    desk.run(blockSet, { ...block, id: idOf(13), until: null }, ADMIN);
    desk.now += HOUR;
    desk.run(blockLift, { id: idOf(13) }, ADMIN);
    desk.now += HOUR;
    desk.run(blockSet, { ...block, id: idOf(14), until: '2026-01-12' }, ADMIN);
    expect(told()).toEqual(['block set', 'block lifted', 'block set']);
    desk.run(blockEnd, { id: idOf(14), until: '2026-01-12' }, { ...ADMIN, userId: CENTRE_ACTOR });
    expect(told()).toEqual(['block over', 'block set', 'block lifted', 'block set']);
    expect(entries()[0]).toMatchObject({
      at: new Date(2026, 0, 12, 23, 59, 59).getTime(),
      timeKnown: false,
      facts: { kind: 'house-rules', until: '2026-01-12' },
    });
    expect(timelineCounts(desk.host, filter).sections).toEqual({ in: 0, out: 4, tickets: 0, campaigns: 0 });
  });

  it('of an organisation names whom among its people it concerns', () => {
    give();
    desk.run(affiliationAdd, {
      ...{ id: idOf(15), personId: ERIKA, organisationId: HOME, departmentId: null, job: '' },
      ...{ reportsTo: null, since: null, until: null },
    });
    expect(entries({ partyId: HOME })).toMatchObject([{ what: 'given', partyName: 'Erika Brandt' }]);
    expect(entries({ partyId: HOME, withPeople: false })).toEqual([]);
    expect(told({ partyId: HOME, text: 'brandt' })).toEqual(['consent given']);
  });
});
