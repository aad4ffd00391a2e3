import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAccelerator, toCombo } from './accelerator.ts';

describe('a combination of keys', () => {
  it.each([
    ['Ctrl+Shift+D', 'CommandOrControl+Shift+D'],
    ['strg + umschalt + d', 'CommandOrControl+Shift+D'],
    ['Cmd+Shift+d', 'CommandOrControl+Shift+D'],
    ['shift+alt+7', 'Alt+Shift+7'],
    ['F9', 'F9'],
    ['Shift+F12', 'Shift+F12'],
  ])('%s is %s', (typed, accelerator) => expect(parseAccelerator(typed)).toBe(accelerator));

  it.each([
    '',
    'D',
    'Shift+D',
    'Ctrl',
    'Ctrl+',
    'Ctrl+Ctrl+D',
    'Ctrl+Strg+D',
    'Ctrl+Enter',
    'F25',
    'Hyper+D',
    'a+b',
  ])('"%s" is none', (typed) => expect(parseAccelerator(typed)).toBeUndefined());

  it('is read again as what it was read as, whatever was typed', () => {
    const word = fc.constantFrom(
      'Ctrl',
      'strg',
      'Alt',
      'Shift',
      'constructor',
      '__proto__',
      'd',
      'F7',
      '9',
      ' ',
      '+',
    );
    const typed = fc.oneof(
      fc.string(),
      fc.array(word).map((words) => words.join('+')),
    );
    fc.assert(
      fc.property(typed, (text) => {
        const accelerator = parseAccelerator(text);
        if (accelerator !== undefined) expect(parseAccelerator(accelerator)).toBe(accelerator);
      }),
    );
  });

  it('is spelled for the page as well', () => {
    expect(toCombo('CommandOrControl+Shift+D')).toBe('Mod+Shift+D');
  });
});
