import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LinkState } from '../telephony-source.ts';
import { parseDialogInfo } from './dialog-info.ts';
import { checkSip, noEvidence, seeContacts, seeDocument } from './setup-check.ts';

const settings = { user: 'cti201', extension: '201', mode: 'endpoint' } as const;
const ready: LinkState = { stage: 'ready', since: 1 };
const TOKEN = '00112233445566aa';

const states = (...args: Parameters<typeof checkSip>): Readonly<Record<string, string>> =>
  Object.fromEntries(checkSip(...args).map(({ item, state }) => [item, state]));

const document = (remote: string) =>
  parseDialogInfo(
    `<?xml version="1.0"?><dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" version="1" state="full" entity="sip:201@pbx"><dialog id="201" direction="recipient">${remote}<state>early</state></dialog></dialog-info>`,
  );

describe('the setup check of SIP', () => {
  it('finds nothing wrong where a call was named and the account is ours alone', () => {
    const heard = seeDocument(noEvidence, document('<remote><identity>sip:0221@pbx</identity></remote>'));
    const own = [`<sip:${TOKEN}@10.0.0.9:5060;transport=tcp>;expires=600`, '<sip:ffeeddccbbaa9988@10.0.0.8>'];
    const evidence = seeContacts(heard, own, TOKEN);
    expect(states(settings, ready, evidence)).toEqual({
      'sip.login': 'ok',
      'sip.hint': 'ok',
      'sip.account': 'ok',
      'sip.identity': 'ok',
    });
  });

  it.each<[string, LinkState, object]>([
    [
      'a hint that is missing',
      { stage: 'refused', cause: { code: 'bad-settings', detail: '404 Not Found' } },
      { 'sip.hint': 'missing', 'sip.login': 'unproved' },
    ],
    [
      'a wrong secret',
      { stage: 'refused', cause: { code: 'wrong-secret', detail: '401' } },
      { 'sip.hint': 'unproved', 'sip.login': 'missing' },
    ],
    [
      'a PBX that is away',
      { stage: 'waiting', cause: { code: 'unreachable', detail: '' }, retryAt: 1 },
      { 'sip.hint': 'unproved', 'sip.login': 'unproved', 'sip.account': 'unproved' },
    ],
  ])('knows %s', (_what, state, expected) => {
    expect(states(settings, state, noEvidence)).toMatchObject(expected);
  });

  it('names the line to add', () => {
    const hint = checkSip(settings, ready, noEvidence).find(({ item }) => item === 'sip.hint');
    expect(hint).toMatchObject({ section: 'extensions.conf', line: 'exten => 201,hint,PJSIP/201' });
  });

  it('sees a phone under the account, and an account that is the phone itself', () => {
    const phone = seeContacts(
      noEvidence,
      [`<sip:${TOKEN}@h>`, '"201" <sip:201@10.0.0.7:5060>;expires=9'],
      TOKEN,
    );
    expect(phone.strangers).toEqual(['sip:201@10.0.0.7:5060']);
    expect(states(settings, ready, phone)['sip.account']).toBe('missing');
    expect(states({ ...settings, user: '201', mode: 'dialog' }, ready, noEvidence)['sip.account']).toBe(
      'missing',
    );
    expect(states({ ...settings, mode: 'dialog' }, ready, noEvidence)['sip.account']).toBe('unproved');
  });

  it('sees that calls are told of without a name', () => {
    expect(states(settings, ready, noEvidence)['sip.identity']).toBe('unproved');
    expect(states(settings, ready, seeDocument(noEvidence, document('')))['sip.identity']).toBe('missing');
  });

  it('bears any contacts', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (contacts) => {
        expect(seeContacts(noEvidence, contacts, TOKEN).strangers.length).toBeLessThanOrEqual(5);
      }),
    );
  });
});
