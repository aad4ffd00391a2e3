import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import { channelNames } from '#shared/ipc/channel-names.ts';
import type { Bridge } from './api/bridge.ts';
import { unbreakable } from './api/connection.ts';
import { createWebBridge } from './api/web-bridge.ts';
import { compose } from './compose.tsx';
import './theme/fonts.css';
import './theme/mantine.css';
import './theme/tokens.css';
import './theme/base.css';

// Schemas are interpreted, not compiled: the content security policy allows no eval.
z.config({ jitless: true });

/** Put there by Electron's preload; absent in the browser shell. */
const given = (window as unknown as { readonly rufblatt?: Bridge }).rufblatt;

const link = given
  ? { bridge: given, connection: unbreakable }
  : createWebBridge({
      channels: channelNames,
      openSocket: () => new WebSocket(new URL('/ipc', window.location.href.replace(/^http/, 'ws'))),
      later: (run, ms) => setTimeout(run, ms),
      random: Math.random,
    });

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  compose({ ...link, nextFrame: (run) => requestAnimationFrame(run), languages: navigator.languages }),
);
