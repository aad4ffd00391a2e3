import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/kernel/app-error.ts';
import { withCheckedAuthority } from './check-authority.ts';

const FIXTURES = join(import.meta.dirname, '../../../test/fixtures');
const authority = readFileSync(join(FIXTURES, 'ami/tls/cert.pem'), 'utf8');
const leaf = readFileSync(join(FIXTURES, 'tls/leaf-of-a-private-authority.pem'), 'utf8');

function refusal(ca: string, section: 'sip' | 'centre'): unknown {
  try {
    withCheckedAuthority({ [section]: { ca } });
  } catch (error) {
    return error instanceof AppError ? [error.code, error.params] : error;
  }
  return undefined;
}

describe.each(['sip', 'centre'] as const)('an authority that is to be stored for the %s', (section) => {
  it('is one that can be read', () => {
    expect(refusal(authority, section)).toBeUndefined();
    expect(refusal('', section)).toBeUndefined();
    expect(withCheckedAuthority({ theme: 'dark' })).toEqual({ theme: 'dark' });
  });

  it('is not a block with anything else in it', () => {
    const block = '-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----\n';
    expect(refusal(authority + block, section)).toEqual(['settings.bad-certificate', {}]);
  });

  it('is not the certificate of a server that somebody else has signed', () => {
    expect(refusal(leaf, section)).toEqual(['settings.no-authority', { name: 'CN=leaf.pbx.example' }]);
  });
});
