import { describe, expect, it } from 'vitest';
import { answerDirection, audioAddress, formatSdp } from './sdp.ts';

describe('SDP', () => {
  const sdp = formatSdp({ host: '127.0.0.2', port: 40_000, version: 1, direction: 'sendrecv' });

  it('names where the audio goes', () =>
    expect(audioAddress(sdp)).toEqual({ host: '127.0.0.2', port: 40_000 }));

  it.each(['', sdp.replace('m=audio 40000', 'm=audio 0'), sdp.replace(/^c=.*$/m, '')])(
    'names nowhere for %j',
    (text) => expect(audioAddress(text)).toBeUndefined(),
  );

  it.each([
    ['sendrecv', 'sendrecv', 'sendrecv'],
    ['sendrecv', 'sendonly', 'sendonly'],
    ['sendonly', 'sendrecv', 'recvonly'],
    ['sendonly', 'sendonly', 'inactive'],
    ['recvonly', 'sendrecv', 'sendonly'],
    ['inactive', 'sendrecv', 'inactive'],
  ] as const)('answers an offer %s, itself %s, with %s', (offered, wish, answer) =>
    expect(answerDirection(sdp.replace('a=sendrecv', `a=${offered}`), wish)).toBe(answer),
  );

  it('takes an offer that names no direction for both ways', () =>
    expect(answerDirection(sdp.replace('a=sendrecv', ''), 'sendrecv')).toBe('sendrecv'));
});
