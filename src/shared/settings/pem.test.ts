import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { authoritySchema, certificatesIn } from './pem.ts';

const block = (body: string): string => `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`;

describe('an authority in PEM', () => {
  it('is taken without what stands around it, its lines as they should be', () => {
    const bundle = `# Haus-CA\r\n${block('QUJD\r\nREVG').replace(/\n/g, '\r\n')}\r\nzweite:\n${block('WFla')}`;
    expect(authoritySchema.parse(bundle)).toBe(block('QUJDREVG') + block('WFla'));
    expect(authoritySchema.parse('')).toBe('');
  });

  it.each([
    ['a text', 'kein Zertifikat'],
    ['DER', '0\u0082\u0003\u0001'],
    ['half a block', '-----BEGIN CERTIFICATE-----\nQUJD'],
    ['an empty block', block('\n\n')],
    [
      'one that is too long in lines of its own',
      `-----BEGIN CERTIFICATE-----\n${'Q'.repeat(39_900)}\n-----END CERTIFICATE-----`,
    ],
    ['a private key', `${block('QUJD')}-----BEGIN PRIVATE KEY-----\nQUJD\n-----END PRIVATE KEY-----\n`],
    ['too many', block('QUJD').repeat(11)],
  ])('is not %s', (_what, text) => expect(authoritySchema.safeParse(text).success).toBe(false));

  it('is read again as what it was read as, whatever was pasted', () => {
    const piece = fc.constantFrom(
      '-----BEGIN CERTIFICATE-----',
      '-----END CERTIFICATE-----',
      '\n',
      'QUJD',
      ' ',
      '=',
    );
    const texts = fc.oneof(
      fc.string(),
      fc.array(piece).map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const once = certificatesIn(text).join('');
        expect(certificatesIn(once).join('')).toBe(once);
      }),
    );
  });
});
