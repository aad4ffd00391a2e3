import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { interactionDescribe, interactionLogCall } from '#shared/features/interactions/commands.ts';
import {
  interactionAddParticipant,
  interactionRemoveParticipant,
} from '#shared/features/interactions/participant-commands.ts';
import { openDeskReplica } from '#test/support/desk-replica.ts';
import type { DeskReplica } from '#test/support/desk-replica.ts';
import { idOf } from '#test/support/memory-rows.ts';
import { lastSpeaker, speakerOf } from './speaker.ts';
import { interactionsOfParty } from './queries.ts';

const [ERIKA, FRANK, CALL] = [idOf(10), idOf(11), idOf(20)];
const NUMBER = '492214710733';

let desk: DeskReplica;
beforeEach(() => {
  desk = openDeskReplica();
  desk.addParty(ERIKA, 'Erika', NUMBER);
  desk.addParty(FRANK, 'Frank', NUMBER);
  log(CALL, 1_000, FRANK);
});
afterEach(() => desk.close());

function log(id: string, occurredAt: number, partyId: string | null): void {
  const over = { answeredAt: occurredAt, endedAt: null, endReason: null, queue: null, callKey: null };
  desk.run(interactionLogCall, { id, direction: 'in', partyId, occurredAt, number: NUMBER, ...over });
}

/** Frank speaks for Erika: as the desk's two commands say it. */
function speakFor(callId: string): void {
  desk.run(interactionAddParticipant, {
    ...{ id: idOf(30), interactionId: callId, partyId: FRANK, role: 'spoken-with' },
  });
  desk.run(interactionDescribe, { id: callId, partyId: ERIKA });
}

const namesOf = (callId: string) => {
  const found = speakerOf(desk.host, { callId });
  return [found?.speaker?.card.name ?? null, found?.options.map(({ name }) => name)];
};
const entriesOf = (partyId: string) =>
  interactionsOfParty(desk.host, { partyId, limit: 9 }).map(({ id }) => id);

describe('who speaks', () => {
  it('may be for whoever shares the number; said, it is one entry on both sheets, and taken back on one', () => {
    expect(namesOf(CALL)).toEqual([null, ['Erika']]);
    speakFor(CALL);
    expect(namesOf(CALL)).toEqual(['Frank', []]);
    expect([entriesOf(ERIKA), entriesOf(FRANK)]).toEqual([[CALL], [CALL]]);
    desk.run(interactionRemoveParticipant, { id: idOf(30) });
    desk.run(interactionDescribe, { id: CALL, partyId: FRANK });
    expect([entriesOf(ERIKA), entriesOf(FRANK)]).toEqual([[], [CALL]]);
  });

  it('is for a ward, somebody they pay for, or who stands for them first; then for who shares the number', () => {
    desk.now = new Date(2026, 0, 10).getTime();
    const [WARD, AUNT, GONE] = [idOf(12), idOf(13), idOf(14)];
    for (const [id, name] of [
      [WARD, 'Helga'],
      [AUNT, 'Inge'],
      [GONE, 'Paul'],
    ] as const)
      desk.addParty(id, name);
    const relate = (id: number, fromId: string, toId: string, kind: string, until: string | null = null) =>
      desk.host.runNamed('relationship.add', {
        id: idOf(id),
        fromId,
        toId,
        kind,
        note: '',
        since: null,
        until,
      });
    relate(40, FRANK, ERIKA, 'payer');
    relate(41, FRANK, WARD, 'guardian');
    relate(42, AUNT, FRANK, 'representative');
    relate(43, FRANK, GONE, 'guardian', '2020-01-01');
    relate(44, FRANK, GONE, 'supplier');
    const options = speakerOf(desk.host, { callId: CALL })?.options;
    // Erika shares the number as well: she is there once.
    expect(options?.map(({ name, as }) => [name, as])).toEqual([
      ['Helga', 'ward'],
      ['Erika', 'paid-for'],
      ['Inge', 'representative'],
    ]);
  });

  it('is not known of a call that is not in the log', () => {
    expect(speakerOf(desk.host, { callId: idOf(99) })).toBeNull();
  });
});

describe('who spoke last at a number', () => {
  it('is the speaker and for whom, of the latest call somebody was found for', () => {
    expect(lastSpeaker(desk.host, { digits: NUMBER })).toEqual({
      ...{ partyId: FRANK, forName: null, occurredAt: 1_000 },
    });
    speakFor(CALL);
    log(idOf(21), 2_000, null);
    expect(lastSpeaker(desk.host, { digits: NUMBER })).toEqual({
      ...{ partyId: FRANK, forName: 'Erika', occurredAt: 1_000 },
    });
    log(idOf(22), 3_000, ERIKA);
    expect(lastSpeaker(desk.host, { digits: NUMBER })).toMatchObject({ partyId: ERIKA, forName: null });
    expect(lastSpeaker(desk.host, { digits: '49221' })).toBeNull();
  });
});
