import { describe, expect, it } from 'vitest';
import { claimPhoneLinks, phoneLinkQueue } from './phone-links.ts';

describe('phoneLinkQueue', () => {
  it('keeps links until there is somebody to show them, then passes them on', () => {
    const links = phoneLinkQueue('tel:1');
    links.receive('tel:2');
    const opened: (string | undefined)[] = [];
    links.deliverTo((number) => opened.push(number));
    links.receive('callto:3');
    links.receive(undefined);
    links.receive('tel:nonsense');
    expect(opened).toEqual(['1', '2', '3', undefined, undefined]);
  });
});

describe('claimPhoneLinks', () => {
  const claims = (isPackaged: boolean): unknown[][] => {
    const made: unknown[][] = [];
    claimPhoneLinks(
      { isPackaged, getAppPath: () => '/app', setAsDefaultProtocolClient: (...args) => made.push(args) > 0 },
      '/bin/electron',
    );
    return made;
  };

  it('names the app folder only when unpackaged', () => {
    expect(claims(true)).toEqual([['tel'], ['callto']]);
    expect(claims(false)).toEqual([
      ['tel', '/bin/electron', ['/app']],
      ['callto', '/bin/electron', ['/app']],
    ]);
  });
});
