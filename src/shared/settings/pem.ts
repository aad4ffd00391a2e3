import { z } from 'zod';

const LONGEST = 40_000;
const MOST_CERTIFICATES = 10;
const CERTIFICATE = /-----BEGIN CERTIFICATE-----\s+([A-Za-z0-9+/=\s]+?)\s+-----END CERTIFICATE-----/g;

/** The certificates in a text, each as a PEM block of its own; what stands around them is left out. */
export function certificatesIn(text: string): readonly string[] {
  return Array.from(text.slice(0, LONGEST).matchAll(CERTIFICATE), ([, body = '']) => {
    const lines = body.replace(/\s+/g, '').match(/.{1,64}/g) ?? [];
    return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
  });
}

/** One or several certificates of authorities, PEM; empty: the public ones. A private key is never taken. */
export const authoritySchema = z
  .string()
  .max(LONGEST)
  .refine(
    (text) =>
      text === '' ||
      (!text.includes('PRIVATE KEY') &&
        certificatesIn(text).length > 0 &&
        certificatesIn(text).length <= MOST_CERTIFICATES),
  )
  .transform((text) => certificatesIn(text).join(''));
