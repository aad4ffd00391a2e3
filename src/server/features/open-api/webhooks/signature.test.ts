import { describe, expect, it } from 'vitest';
import { createSecret, signatureOf } from './signature.ts';

describe('the signature', () => {
  it('is that of the example of Standard Webhooks', () => {
    const signed = {
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      seconds: 1614265330,
      body: '{"test": 2432232314}',
    };
    expect(signatureOf(signed, ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'])).toBe(
      'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    );
  });

  it('is one for each secret', () => {
    const signed = { id: 'msg_1', seconds: 1, body: '{}' };
    const [one, other] = [createSecret(), createSecret()];
    expect(signatureOf(signed, [one, other])).toBe(
      `${signatureOf(signed, [one])} ${signatureOf(signed, [other])}`,
    );
    expect(one).not.toBe(other);
  });
});
