import { createFakeBridge } from './fake-bridge.ts';
import * as fixture from './fixture.ts';

/**
 * Entry of a page that shows the real renderer over a fake host, for looking at screens without a desk:
 * `vite build test/renderer/site --outDir FOLDER`, serve the folder, open `?lang=en&theme=dark&signed-out#/customers`.
 * `window.fake` is its remote control: `fake.setCalls([fixture.ringing('shared')])`.
 */
const options = new URLSearchParams(window.location.search);
const language = options.get('lang') === 'en' ? 'en' : 'de';
const theme = options.get('theme') === 'dark' ? 'dark' : 'light';
const bridge = createFakeBridge({
  settings: { ...fixture.settings, language, theme },
  ...(options.has('signed-out') && { session: null }),
});

Object.assign(window, { rufblatt: bridge, fake: bridge, fixture });
await import('#renderer/main.tsx');
