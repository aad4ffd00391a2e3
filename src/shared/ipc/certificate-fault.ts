/**
 * Why the centre's certificate is not believed. Catalogue keys: `error.centre.certificate-…` of the error,
 * `centre.fault.certificate-…` and `centre.next.certificate-…` of the status. `early`: by this machine's clock it is not
 * valid yet.
 */
export const CERTIFICATE_FAULTS = [
  'self-signed',
  'unknown-ca',
  'expired',
  'early',
  'wrong-host',
  'bad',
] as const;
export type CertificateFault = (typeof CERTIFICATE_FAULTS)[number];
