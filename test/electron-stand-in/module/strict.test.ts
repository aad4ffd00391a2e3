import { expect, it } from 'vitest';
import { preventableEvent, strict } from './strict.ts';

it('throws with the name of what is not there, on reading and on setting', () => {
  const app = strict('app', { quit: () => 'gone' }) as unknown as Record<string, unknown>;
  expect((app['quit'] as () => string)()).toBe('gone');
  expect(() => app['relaunch']).toThrow('electron stand-in: app.relaunch is not implemented');
  expect(() => (app['badgeCount'] = 1)).toThrow('app.badgeCount is not implemented');
});

it('can be awaited and printed', async () => {
  const window = strict('BrowserWindow', { id: 1 });
  expect(await Promise.resolve(window)).toBe(window);
  expect(JSON.stringify(window)).toBe('{"id":1}');
});

it('remembers that an event was prevented', () => {
  const event = preventableEvent();
  expect(event.defaultPrevented).toBe(false);
  event.preventDefault();
  expect(event.defaultPrevented).toBe(true);
});
