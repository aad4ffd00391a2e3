import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ownArguments, phoneLinkIn } from './command-line.ts';

const app = resolve('/opt/app');

describe('ownArguments', () => {
  it('takes all after the executable of a packaged app', () => {
    expect(ownArguments(['rufblatt', '--profile', 'x'], true, app)).toEqual(['--profile', 'x']);
  });

  it('takes what follows the app folder, past switches of Electron', () => {
    expect(
      ownArguments(['electron', '--require', 'x.cjs', '--inspect=0', app, '--port', '1'], false, app),
    ).toEqual(['--port', '1']);
    expect(ownArguments(['electron', 'elsewhere', '--port', '1'], false, app)).toEqual(['--port', '1']);
  });

  it('leaves out phone links and what Chromium reads', () => {
    const argv = [
      'rufblatt',
      '--no-sandbox',
      'tel:030',
      '--ozone-platform=x11',
      '--profile',
      'x',
      '-psn_0_1',
      '--no-open',
    ];
    expect(ownArguments(argv, true, app)).toEqual(['--profile', 'x', '--no-open']);
  });
});

it('phoneLinkIn finds the first phone link, whatever its case', () => {
  expect(phoneLinkIn(['rufblatt', '--x', 'TEL:030', 'callto:1'])).toBe('TEL:030');
  expect(phoneLinkIn(['rufblatt', 'hotel:1'])).toBeUndefined();
});
