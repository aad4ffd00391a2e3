import { z } from 'zod';

const LONGEST = 40_000;
const MOST_CERTIFICATES = 10;
const CERTIFICATE = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/g;

/** The certificates in a text, each as a PEM block of its own; what stands around them, and an empty one, is left out. */
export function certificatesIn(text: string): readonly string[] {
  return Array.from(text.slice(0, LONGEST).matchAll(CERTIFICATE), ([, body = '']) => body.replace(/\s+/g, ''))
    .filter((body) => body !== '')
    .map((body) => {
      const lines = body.match(/.{1,64}/g) ?? [];
      return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
    });
}

/** What is kept is read again by the same rule, so it is no longer than what may be pasted. */
function isAuthority(text: string): boolean {
  const certificates = certificatesIn(text);
  return (
    !text.includes('PRIVATE KEY') &&
    certificates.length > 0 &&
    certificates.length <= MOST_CERTIFICATES &&
    certificates.join('').length <= LONGEST
  );
}

/** One or several certificates of authorities, PEM; empty: the public ones. A private key is never taken. */
export const authoritySchema = z
  .string()
  .max(LONGEST)
  .refine((text) => text === '' || isAuthority(text))
  .transform((text) => certificatesIn(text).join(''));
