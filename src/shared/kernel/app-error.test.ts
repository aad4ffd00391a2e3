import { describe, expect, it } from 'vitest';
import { AppError, messageOf } from './app-error.ts';

describe('messageOf', () => {
  it.each([
    [new AppError('x.y', 'what happened'), 'what happened'],
    ['thrown text', 'thrown text'],
    [undefined, 'undefined'],
    [Symbol('s'), 'Symbol(s)'],
  ])('tells of %s', (error, message) => expect(messageOf(error)).toBe(message));

  it('answers even for what refuses to be told', () => {
    const mute = new Error('hidden');
    Object.defineProperty(mute, 'message', {
      get() {
        throw new Error('no');
      },
    });
    expect(messageOf(Object.create(null))).toBe('an error without a message');
    expect(messageOf(mute)).toBe('an error without a message');
  });
});
