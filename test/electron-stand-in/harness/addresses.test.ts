import { expect, it } from 'vitest';
import { toApp, toWeb } from './addresses.ts';

it.each([
  ['app://rufblatt/index.html#/pop', 'https://rufblatt.app.standin/index.html#/pop'],
  ['app://rufblatt', 'https://rufblatt.app.standin'],
  ['https://example.com/', 'https://example.com/'],
  ['data:text/html,app://x', 'data:text/html,app://x'],
  ['about:blank', 'about:blank'],
])('%s ⇄ %s', (app, web) => {
  expect(toWeb(app)).toBe(web);
  expect(toApp(web)).toBe(app);
});

it('reports a host that only looks like ours as it is', () => {
  expect(toApp('https://rufblatt.app.standin.evil/')).toBe('https://rufblatt.app.standin.evil/');
});
