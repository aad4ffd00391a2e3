import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LONGEST_ADDRESS, mailtoOf, typedAddress } from './mail-draft.ts';

const draft = {
  to: 'technik@lindental.example',
  subject: 'Ticket 26-004711-9',
  lines: ['Funkfinger', 'defekt'],
};
const parts = (address: string): { readonly to: string; readonly query: URLSearchParams } => {
  const [, to = '', query = ''] = /^mailto:([^?]*)\?(.*)$/.exec(address) ?? [];
  return { to: decodeURIComponent(to), query: new URLSearchParams(query.replaceAll('+', '%2B')) };
};

describe('a mail draft', () => {
  it('goes to one address, with subject and lines', () => {
    const { to, query } = parts(mailtoOf(draft) ?? '');
    expect(to).toBe('technik@lindental.example');
    expect([...query]).toEqual([
      ['subject', 'Ticket 26-004711-9'],
      ['body', 'Funkfinger\r\ndefekt\r\n'],
    ]);
  });

  it.each([
    '',
    'technik',
    'a@b,c@d',
    'a@b?cc=c@d',
    'a@b&bcc=c',
    'a@b\r\nBcc: c@d',
    'A <a@b>',
    'a%0Ab@c',
    'a b@c',
  ])('is not made for %j', (to) => {
    expect(typedAddress(to)).toBeUndefined();
    expect(mailtoOf({ ...draft, to })).toBeUndefined();
  });

  it('says what it was given and adds no header, whatever that is, and is never too long', () => {
    const anyText = fc.string({ unit: 'binary', maxLength: 900 });
    fc.assert(
      fc.property(anyText, fc.array(anyText, { maxLength: 8 }), (subject, lines) => {
        const address = mailtoOf({ ...draft, subject, lines }) ?? '';
        expect(address.length).toBeLessThanOrEqual(LONGEST_ADDRESS);
        expect(address).not.toMatch(/[^!#-&(-;=?-[\]_a-z~]/);
        expect(URL.canParse(address)).toBe(true);
        const { to, query } = parts(address);
        expect([...query.keys()]).toEqual(['subject', 'body']);
        expect(to).toBe(draft.to);
        const told = (query.get('body') ?? '').split('\r\n').slice(0, -1);
        const clean = (line: string): string =>
          line.replaceAll(/\p{Surrogate}/gu, '\ufffd').replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ');
        told.forEach((line, index) => expect(clean(lines[index] ?? '').startsWith(line)).toBe(true));
        if (lines.every((line) => line.length < 20)) expect(told).toEqual(lines.map(clean));
        expect(clean(subject).startsWith(query.get('subject') ?? '')).toBe(true);
      }),
    );
  });
});
