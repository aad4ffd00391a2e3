import { describe, expect, it } from 'vitest';
import { noControl } from '../telephony/no-control.ts';
import type { DialResult, LinkState, TelephonySource } from '../telephony/telephony-source.ts';
import { dialThrough } from './dial-out.ts';

const READY: LinkState = { stage: 'ready', since: 0 };
const dial = { id: '1', number: '0301234', party: null };

function door(answer: DialResult | 'unsupported', state: LinkState = READY) {
  const dialled: string[] = [];
  const result: DialResult = answer === 'unsupported' ? { ok: false, code: answer, detail: '' } : answer;
  const source: TelephonySource = {
    state,
    start: () => undefined,
    stop: async () => undefined,
    onState: () => () => undefined,
    onCall: () => () => undefined,
    ...noControl,
    dial: async ({ number }) => {
      dialled.push(number);
      return result;
    },
  };
  return { source, dialled };
}

const codeOf = (doors: readonly { source: TelephonySource }[], device?: string): Promise<string> =>
  dialThrough(
    doors.map(({ source }) => source),
    device,
    dial,
  ).then(
    () => 'ok',
    (error: { code: string }) => error.code,
  );

describe('dialling through several doors', () => {
  it('passes over those that only listen', async () => {
    const [listens, dials] = [door('unsupported'), door({ ok: true })];
    expect(await codeOf([listens, dials], 'PJSIP/201')).toBe('ok');
    expect(dials.dialled).toEqual(['0301234']);
  });

  it('says so where all of them only listen, also where there is no device', async () => {
    expect(await codeOf([door('unsupported')], 'PJSIP/201')).toBe('dial.unsupported');
    expect(await codeOf([door('unsupported')])).toBe('dial.unsupported');
  });

  it('is never repeated at the next door', async () => {
    const [fails, next] = [door({ ok: false, code: 'timeout', detail: '' }), door({ ok: true })];
    expect(await codeOf([fails, next], 'PJSIP/201')).toBe('dial.timeout');
    expect(next.dialled).toEqual([]);
  });

  it('needs a door that is ready', async () => {
    expect(await codeOf([door({ ok: true }, { stage: 'connecting' })], 'PJSIP/201')).toBe('dial.not-ready');
    expect(await codeOf([door({ ok: true }, { stage: 'off' })])).toBe('dial.no-device');
  });
});
