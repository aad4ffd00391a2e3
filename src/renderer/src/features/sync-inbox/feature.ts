import { IconGitMerge } from '@tabler/icons-react';
import { fill } from '../../slots/slot.ts';
import { dock, statusPart, thingAct } from '../../slots/slots.ts';
import type { RendererFeature } from '../renderer-feature.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { HistoryButton } from './history-button.tsx';
import { CONFLICTS_PATH, KEYS, InboxLink, InboxStatus } from './inbox-link.tsx';
import { InboxScreen } from './inbox-screen.tsx';

export const syncInboxFeature: RendererFeature = {
  name: 'sync-inbox',
  catalogue: { de, en },
  contributions: [
    fill(dock, 0, InboxLink),
    fill(statusPart, 5, InboxStatus),
    fill(thingAct, 50, HistoryButton),
  ],
  screens: [
    {
      path: CONFLICTS_PATH,
      component: InboxScreen,
      nav: { group: 'care', order: 10, label: 'nav', keys: KEYS, icon: IconGitMerge },
      help: 'help.inbox',
    },
  ],
};
