import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { consentGive, consentWithdraw, optOutRevoke, optOutSet } from '#shared/features/consents/commands.ts';
import type { ContactChannel } from '#shared/permission/contact-permission.ts';
import { openDeskReplica } from '#test/support/desk-replica.ts';
import type { DeskReplica } from '#test/support/desk-replica.ts';
import { AGENT, idOf } from '#test/support/memory-rows.ts';
import { byPermission } from './by-permission.ts';
import { consentsOf } from './queries.ts';

const [ERIKA, FRANK, ALI] = [idOf(1), idOf(2), idOf(3)];

let desk: DeskReplica;
beforeEach(() => {
  desk = openDeskReplica();
  desk.now = new Date(2026, 0, 10, 9).getTime();
  desk.addParty(ERIKA, 'Erika Brandt', '492214710612');
  desk.addParty(FRANK, 'Frank Brandt');
  desk.addParty(ALI, 'Ali Demir');
  desk.addStaff(AGENT.userId, 'Nadine Kröger', '21');
  addMail(31, ERIKA, 'brandt@post-mail.example');
  addMail(32, FRANK, 'Brandt@Post-Mail.example');
  addMail(33, FRANK, 'frank@post-mail.example');
});
afterEach(() => desk.close());

/** Features do not import each other, their tests neither: the command by its name. */
function addMail(id: number, partyId: string, raw: string): void {
  const contact = { id: idOf(id), kind: 'mail', label: 'privat', raw, digits: null, stem: null };
  desk.host.runNamed('contact.add', { partyId, contact });
}

function consent(id: number, partyId: string, channel: ContactChannel): void {
  desk.run(consentGive, {
    ...{ id: idOf(id), partyId, channel, purpose: 'newsletter', how: 'form' },
    ...{ evidence: 'Formular', textVersion: '', givenOn: '2025-05-02', validUntil: null },
  });
}
const optOut = (id: number, partyId: string, channel: ContactChannel): void =>
  desk.run(optOutSet, { id: idOf(id), partyId, channel, how: 'mail', note: 'Kurze Mail vom 3. Januar' });
const ask = (channel: ContactChannel) =>
  desk.host.mayContact({ partyIds: [ERIKA, FRANK, ALI], channel, purpose: 'newsletter' });
const offered = (channel: ContactChannel, partyId: string) =>
  ask(channel)
    .get(partyId)
    ?.contacts.map(({ raw }) => raw);

describe('who may be contacted', () => {
  it('is answered for many at once, with why and where to', () => {
    consent(11, ERIKA, 'mail');
    consent(12, FRANK, 'mail');
    desk.run(consentWithdraw, { id: idOf(12), how: 'phone' });
    expect([...ask('mail')].map(([id, { isAllowed, why }]) => [id, isAllowed, why])).toEqual([
      [ERIKA, true, 'consent'],
      [FRANK, false, 'withdrawn'],
      [ALI, false, 'none'],
    ]);
    expect(offered('mail', ERIKA)).toEqual(['brandt@post-mail.example']);
    expect(offered('mail', FRANK)).toEqual([]);
    expect(ask('mail').get(ERIKA)).toMatchObject({ evidenceId: idOf(11), since: '2025-05-02' });
  });

  it('never offers an opted-out mail for a mailing, not even on the sheet of somebody who said yes', () => {
    consent(11, ERIKA, 'mail');
    consent(12, FRANK, 'mail');
    optOut(21, ERIKA, 'mail');
    expect(ask('mail').get(ERIKA)).toMatchObject({ isAllowed: false, why: 'opted-out', contacts: [] });
    expect(offered('mail', FRANK)).toEqual(['frank@post-mail.example']);
    desk.run(optOutRevoke, { partyId: ERIKA, channel: 'mail' });
    expect(offered('mail', ERIKA)).toEqual(['brandt@post-mail.example']);
    expect(offered('mail', FRANK)).toHaveLength(2);
  });

  it('goes by the channel: calls are still allowed, and post needs no contact point', () => {
    for (const [id, channel] of [
      [11, 'phone'],
      [12, 'mail'],
      [13, 'post'],
    ] as const)
      consent(id, ERIKA, channel);
    optOut(21, ERIKA, 'mail');
    expect(offered('phone', ERIKA)).toHaveLength(1);
    expect(ask('post').get(ERIKA)).toMatchObject({ isAllowed: true, contacts: [] });
  });
});

describe('the list for a mailing', () => {
  const listed = (value: string): readonly unknown[] => {
    const { sql, params } = byPermission(value);
    return desk.replica.db
      .prepare<string[]>(`SELECT id FROM party WHERE id IN (${sql}) ORDER BY id`)
      .pluck()
      .all(...params);
  };

  it('has who said yes by this channel for this purpose, and nobody who said no', () => {
    for (const [id, party] of [
      [11, ERIKA],
      [12, FRANK],
      [13, ALI],
    ] as const)
      consent(id, party, 'post');
    desk.run(consentWithdraw, { id: idOf(12), how: 'phone' });
    expect(listed('post:newsletter')).toEqual([ERIKA, ALI]);
    expect(listed('post:donation')).toEqual([]);
    expect(listed('phone:newsletter')).toEqual([]);
    optOut(21, ALI, 'post');
    expect(listed('post:newsletter')).toEqual([ERIKA]);
    desk.run(optOutRevoke, { partyId: ALI, channel: 'post' });
    expect(listed('post:newsletter')).toEqual([ERIKA, ALI]);
  });

  it('leaves out whoever shares an address that somebody has had struck off', () => {
    consent(11, ERIKA, 'mail');
    consent(12, FRANK, 'mail');
    expect(listed('mail:newsletter')).toEqual([ERIKA, FRANK]);
    optOut(21, ERIKA, 'mail');
    expect(listed('mail:newsletter')).toEqual([]);
  });

  it.each(['', 'mail', 'mail:', 'fax:newsletter', 'mail:newsletter:x', "mail:' OR 1=1"])(
    '%j is no permission, and shows nobody',
    (value) => {
      expect(() => byPermission(value)).toThrow(expect.objectContaining({ code: 'filter.unknown' }));
    },
  );
});

describe('the consents of a party', () => {
  it('are listed with what is over, and who noted it', () => {
    consent(11, ERIKA, 'mail');
    optOut(21, ERIKA, 'mail');
    desk.run(optOutRevoke, { partyId: ERIKA, channel: 'mail' });
    expect(consentsOf(desk.host, { partyId: ERIKA })).toMatchObject({
      consents: [{ id: idOf(11), state: 'valid', recordedBy: 'Nadine Kröger' }],
      optOuts: [{ id: idOf(21), revokedBy: 'Nadine Kröger', revokedAt: desk.now }],
    });
  });
});
