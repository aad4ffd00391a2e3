import { createFakeBridge } from './fake-bridge.ts';
import * as fixture from './fixture.ts';

/** Entry of a page that shows the real renderer over a fake host; `window.fake` is its remote control. */
const options = new URLSearchParams(window.location.search);
const language = options.get('lang') === 'en' ? 'en' : 'de';
const theme = options.get('theme') === 'dark' ? 'dark' : 'light';
const bridge = createFakeBridge({
  settings: { ...fixture.settings, language, theme },
  ...(options.has('signed-out') && { session: null }),
});

Object.assign(window, { rufblatt: bridge, fake: bridge, fixture });
await import('#renderer/main.tsx');
