import { X509Certificate } from 'node:crypto';
import { AppError, messageOf } from '#shared/kernel/app-error.ts';
import type { DeskSettingsPatch } from '#shared/settings/desk-settings.ts';
import { certificatesIn } from '#shared/settings/pem.ts';

/**
 * A patch as it may be stored: the authorities in it can be read, and are such. A certificate that has signed itself is
 * its own authority.
 * @throws AppError `settings.bad-certificate`, `settings.no-authority`
 */
export function withCheckedAuthority(patch: DeskSettingsPatch): DeskSettingsPatch {
  for (const pem of [patch.sip?.ca, patch.centre?.ca].flatMap((ca) => certificatesIn(ca ?? ''))) {
    const certificate = readCertificate(pem);
    if (certificate.ca || certificate.checkIssued(certificate)) continue;
    const name = certificate.subject?.split('\n').at(-1) ?? '';
    throw new AppError('settings.no-authority', 'the certificate is not that of an authority', { name });
  }
  return patch;
}

function readCertificate(pem: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch (error) {
    throw new AppError(
      'settings.bad-certificate',
      `not a certificate: ${messageOf(error)}`,
      {},
      { cause: error },
    );
  }
}
