import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkSignature, SIGNATURE_WINDOW_S, signHook } from './signature.ts';

const seconds = 1_795_291_200;
const body = Buffer.from('event=hangup&callId=1');
const header = signHook('key', body, seconds);
const check = (value: unknown, now = seconds * 1000, key = 'key', bytes: Uint8Array = body): string => {
  try {
    checkSignature(key, bytes, value, now);
    return 'ok';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('a signature', () => {
  it('is HMAC-SHA256 of time, point and body', () => {
    const hex = createHmac('sha256', 'key').update(`${seconds}.event=hangup&callId=1`).digest('hex');
    expect(header).toBe(`t=${seconds},v1=${hex}`);
    expect(check(header)).toBe('ok');
  });

  it('is good for five minutes around, no longer', () => {
    const at = (offset: number) => check(header, (seconds + offset) * 1000);
    expect([-SIGNATURE_WINDOW_S, SIGNATURE_WINDOW_S].map(at)).toEqual(['ok', 'ok']);
    expect([-SIGNATURE_WINDOW_S - 1, SIGNATURE_WINDOW_S + 1].map(at)).toEqual([
      'webhook.stale',
      'webhook.stale',
    ]);
  });

  it('fits one key, one body and one time', () => {
    expect(check(header, undefined, 'other')).toBe('webhook.bad-signature');
    expect(check(header, undefined, 'key', Buffer.from('event=hangup&callId=2'))).toBe(
      'webhook.bad-signature',
    );
    expect(check(header.replace(String(seconds), String(seconds + 1)))).toBe('webhook.bad-signature');
  });

  it('of another shape is none', () => {
    for (const value of [
      undefined,
      '',
      header.slice(1),
      `${header} `,
      header.toUpperCase(),
      [header, header],
    ])
      expect(check(value)).toBe('webhook.unsigned');
    fc.assert(
      fc.property(fc.string(), (value) => {
        expect(check(value)).toBe('webhook.unsigned');
      }),
    );
  });
});
