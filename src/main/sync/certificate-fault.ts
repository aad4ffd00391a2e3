import { CERTIFICATE_FAULTS } from '#shared/ipc/certificate-fault.ts';
import type { CertificateFault } from '#shared/ipc/certificate-fault.ts';
import { AppError, messageOf } from '#shared/kernel/app-error.ts';

/** What Node and OpenSSL call it (`tls.TLSSocket`, `X509_verify_cert_error_string`). */
const FAULT_OF: Readonly<Record<string, CertificateFault>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'unknown-ca',
  UNABLE_TO_GET_ISSUER_CERT: 'unknown-ca',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'unknown-ca',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'unknown-ca',
  CERT_UNTRUSTED: 'unknown-ca',
  CERT_HAS_EXPIRED: 'expired',
  CERT_NOT_YET_VALID: 'early',
  ERR_TLS_CERT_ALTNAME_INVALID: 'wrong-host',
  HOSTNAME_MISMATCH: 'wrong-host',
  CERT_SIGNATURE_FAILURE: 'bad',
  CERT_CHAIN_TOO_LONG: 'bad',
  CERT_REVOKED: 'bad',
  CERT_REJECTED: 'bad',
  INVALID_CA: 'bad',
  INVALID_PURPOSE: 'bad',
  PATH_LENGTH_EXCEEDED: 'bad',
  ERROR_IN_CERT_NOT_BEFORE_FIELD: 'bad',
  ERROR_IN_CERT_NOT_AFTER_FIELD: 'bad',
};

/** One {@link CertificateFault} each. */
const PREFIX = 'centre.certificate-';

/** `centre.certificate-…` {host} for an error of the network that is one of the certificate; else undefined. */
export function certificateError(error: unknown, host: string): AppError | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const fault = Object.hasOwn(FAULT_OF, code) ? FAULT_OF[code] : undefined;
  if (fault === undefined) return undefined;
  return new AppError(
    `${PREFIX}${fault}`,
    `certificate of ${host}: ${messageOf(error)}`,
    { host },
    { cause: error },
  );
}

/** Of what {@link certificateError} gave, whichever way it came. */
export function certificateFaultOf(code: string): CertificateFault | undefined {
  return CERTIFICATE_FAULTS.find((fault) => code === `${PREFIX}${fault}`);
}
