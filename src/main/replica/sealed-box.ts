import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
} from 'node:crypto';
import { z } from 'zod';

/**
 * Encrypted to a public key: who writes it cannot read it again. X25519 with a key pair for this box alone, HKDF,
 * AES-256-GCM. Keys are DER (SPKI, PKCS #8) in base64.
 */
export const sealedBox = z.object({
  ephemeral: z.string(),
  nonce: z.string(),
  tag: z.string(),
  data: z.string(),
});
export type SealedBox = z.infer<typeof sealedBox>;

const CIPHER = 'aes-256-gcm';
const INFO = 'rufblatt unsent work';

export function sealTo(publicKey: string, text: string): SealedBox {
  const recipient = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
  const own = generateKeyPairSync('x25519');
  const ephemeral = own.publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
  const nonce = randomBytes(12);
  const cipher = createCipheriv(CIPHER, keyOf(own.privateKey, recipient, ephemeral), nonce);
  const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return {
    ephemeral,
    nonce: nonce.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
    data: data.toString('base64'),
  };
}

/** @throws Error where it was sealed to another key, or was changed */
export function openBox(privateKey: string, { ephemeral, nonce, tag, data }: SealedBox): string {
  const own = createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' });
  const sender = createPublicKey({ key: Buffer.from(ephemeral, 'base64'), format: 'der', type: 'spki' });
  const decipher = createDecipheriv(CIPHER, keyOf(own, sender, ephemeral), Buffer.from(nonce, 'base64'), {
    authTagLength: 16,
  });
  decipher.setAuthTag(Buffer.from(tag, 'base64'));
  return Buffer.concat([decipher.update(Buffer.from(data, 'base64')), decipher.final()]).toString('utf8');
}

type Key = ReturnType<typeof createPrivateKey>;

function keyOf(privateKey: Key, publicKey: Key, ephemeral: string): Uint8Array {
  const shared = diffieHellman({ privateKey, publicKey });
  return new Uint8Array(hkdfSync('sha256', shared, ephemeral, INFO, 32));
}
