import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal } from '#server/http/refusal.ts';
import { fieldsOfForm, parseHook } from './hook.ts';

const call = { event: 'newCall', callId: '1', direction: 'in', from: '492214710612', to: '4922147101' };
const form = (body: string) => parseHook(fieldsOfForm(body));

describe('a post', () => {
  it('as sipgate sends it', () => {
    expect(
      form(
        'event=newCall&direction=in&from=492214710612&to=4922147101&callId=12345678&user%5B%5D=Nadine+Kr%C3%B6ger' +
          '&user%5B%5D=Mehmet&userId%5B%5D=w0&userId%5B%5D=w1&fullUserId%5B%5D=1234567w0&xcid=abc',
      ),
    ).toEqual({
      event: 'newCall',
      callId: '12345678',
      direction: 'in',
      number: '492214710612',
      withheld: false,
      ownNumber: '4922147101',
      name: 'Nadine Kröger',
      named: ['w0', 'w1', '1234567w0', 'Nadine Kröger', 'Mehmet'],
      end: 'completed',
    });
    expect(form('event=answer&callId=1&user=Mehmet&userId=w1&answeringNumber=21')).toMatchObject({
      event: 'answer',
      named: ['w1', '21', 'Mehmet'],
    });
    expect(form('event=hangup&callId=1&cause=noAnswer')).toMatchObject({
      event: 'hangup',
      end: 'missed-no-answer',
    });
  });

  it('as JSON says the same', () => {
    const fields = { ...call, user: ['Nadine'], userId: 'w0', unknown: { deep: true } };
    expect(parseHook(fields)).toEqual(
      form('event=newCall&direction=in&from=492214710612&to=4922147101&callId=1&user[]=Nadine&userId=w0'),
    );
  });

  it('of an outgoing call has the far end in `to`', () => {
    const hook = parseHook({ ...call, direction: 'out', from: '4922147101', to: '+49 221 4710-612' });
    expect(hook).toMatchObject({
      direction: 'out',
      number: '+492214710612',
      ownNumber: '4922147101',
      withheld: false,
    });
  });

  it.each(['anonymous', 'unknown', 'Erika Brandt', 'sip:x@y', '<none>'])('from %j is withheld', (from) => {
    const hook = parseHook({ ...call, from });
    expect(hook).toMatchObject({ withheld: true });
    expect(JSON.stringify(hook)).not.toContain(from);
  });

  it.each([true, 'true', '1'])('that says withheld=%j has no number, whatever it sends', (withheld) => {
    const hook = parseHook({ ...call, withheld });
    expect(hook.withheld).toBe(true);
    expect(JSON.stringify(hook)).not.toContain('0612');
  });

  it.each([
    [{ ...call, event: 'dtmf' }, 'event'],
    [{ ...call, callId: '' }, 'callId'],
    [{ ...call, callId: 'x'.repeat(129) }, 'callId'],
    [{ ...call, callId: 'a\r\nb' }, 'callId'],
    [{ ...call, from: 'a\0b' }, 'from'],
    [{ ...call, from: undefined }, 'from'],
    [{ ...call, from: 49221 }, 'from'],
    [{ ...call, direction: 'sideways' }, 'direction'],
    [{ ...call, user: Array(101).fill('x') }, 'user'],
    [{ ...call, userId: { w0: true } }, 'userId'],
    [{ ...call, withheld: 'perhaps' }, 'withheld'],
    [null, ''],
    ['newCall', ''],
    [[], ''],
  ])('%j is refused', (fields, where) => {
    expect(() => parseHook(fields)).toThrow(
      expect.objectContaining({ status: 400, code: 'request.invalid', params: { where } }),
    );
  });

  it('whatever it is: a hook or a refusal that repeats nothing of it', () => {
    const anything = fc.oneof(
      fc.anything(),
      fc.record(
        {
          event: fc.oneof(fc.constantFrom('newCall', 'answer', 'hangup'), fc.anything()),
          callId: fc.oneof(fc.string({ minLength: 1 }), fc.anything()),
          from: fc.oneof(fc.constantFrom('492214710612', 'anonymous'), fc.anything()),
          to: fc.oneof(fc.constant('4922147101'), fc.anything()),
          user: fc.anything(),
          withheld: fc.anything(),
        },
        { requiredKeys: [] },
      ),
    );
    fc.assert(
      fc.property(anything, (fields) => {
        try {
          const hook = parseHook(fields);
          if (hook.withheld) expect(hook.number).toBeUndefined();
          if (hook.number !== undefined) expect(hook.number).toMatch(/^\+?\d{1,32}$/);
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal);
          expect((error as Refusal).message).toMatch(/^[A-Za-z.\d]*: missing or not understood$/);
        }
      }),
    );
  });

  it('whose fields are named like an object’s own parts harms nothing', () => {
    const fields = fieldsOfForm(
      '__proto__=x&__proto__[]=y&constructor=z&user[]=a&user[1]=b&user=c&event=newCall&event=hangup',
    );
    expect(Object.getPrototypeOf(fields)).toBeNull();
    expect(fields).toMatchObject({ user: ['a', 'b'], event: 'newCall' });
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
});
