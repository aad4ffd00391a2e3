import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { externalLink, phoneLinkNumber } from './external-links.ts';

describe('externalLink', () => {
  it.each([
    ['https://example.com/a?b=c', 'https://example.com/a?b=c'],
    ['HTTPS://EXAMPLE.com', 'https://example.com/'],
    ['mailto:a@b.example', 'mailto:a@b.example'],
    ['tel:+49301234', 'tel:+49301234'],
  ])('lets %s pass', (address, opened) => {
    expect(externalLink(address)).toBe(opened);
  });

  it.each([
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    'file:///etc/passwd',
    'smb://host/share',
    '\\\\host\\share',
    'http://example.com/',
    'ms-msdt:/id',
    'data:text/html,x',
    'app://rufblatt/',
    'https://user:secret@example.com/',
    'mailto:a@b.example\u0000',
    'https://',
    'example.com',
    '',
  ])('refuses %j', (address) => {
    expect(externalLink(address)).toBeUndefined();
  });

  it('never passes on a scheme but the three, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.webUrl(),
          fc.tuple(fc.string(), fc.string()).map((pair) => pair.join(':')),
        ),
        (text) => {
          const link = externalLink(text);
          expect(link === undefined || /^(?:https:\/\/.|mailto:|tel:)/.test(link)).toBe(true);
        },
      ),
    );
  });
});

describe('phoneLinkNumber', () => {
  it.each([
    ['tel:+49-221-4710612', '+49-221-4710612'],
    ['TEL:0221%204710612;ext=2', '0221 4710612'],
    ['callto://+49301234', '+49301234'],
    ['tel:*21%23', '*21#'],
  ])('reads %s', (link, number) => {
    expect(phoneLinkNumber(link)).toBe(number);
  });

  it.each([
    'tel:',
    'tel:abc',
    'tel:%',
    'tel:1%0d%0aAction: Originate',
    'tel:--',
    'mailto:1',
    `tel:${'1'.repeat(41)}`,
    'tel:<b>1',
  ])('finds none in %j', (link) => {
    expect(phoneLinkNumber(link)).toBeUndefined();
  });

  it('gives nothing but the characters of a number, whatever the link', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(phoneLinkNumber(`tel:${text}`) ?? '1').toMatch(/^\+?[0-9 ()/.\-*#]{1,40}$/);
      }),
    );
  });
});
