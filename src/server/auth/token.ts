import { createHash, randomBytes } from 'node:crypto';

const TENANT_BYTES = 16;
const SECRET_BYTES = 32;
const TOKEN = /^[A-Za-z0-9_-]{64}$/;

/** What the device presents; the centre keeps its hash only. */
export interface TokenKey {
  /** Which tenant's sessions to look in: so no statement ever looks across tenants. */
  readonly tenantId: string;
  readonly hash: Buffer;
}

/** Tenant (16 bytes) and 256 random bits, base64url: 64 characters, also valid as a WebSocket subprotocol. */
export function createToken(tenantId: string): string {
  const tenant = Buffer.from(tenantId.replaceAll('-', ''), 'hex');
  if (tenant.length !== TENANT_BYTES) throw new Error('not a tenant id');
  return Buffer.concat([tenant, randomBytes(SECRET_BYTES)]).toString('base64url');
}

/** undefined: nothing that {@link createToken} could have made. */
export function parseToken(token: string): TokenKey | undefined {
  if (!TOKEN.test(token)) return undefined;
  const hex = Buffer.from(token, 'base64url').subarray(0, TENANT_BYTES).toString('hex');
  const tenantId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return { tenantId, hash: createHash('sha256').update(token).digest() };
}
