import { IconCloud } from '@tabler/icons-react';
import { LEADING } from '#shared/access/leading.ts';
import { fill } from '../../slots/slot.ts';
import { settingsSection } from '../../slots/slots.ts';
import type { RendererFeature } from '../renderer-feature.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { WebhookLink } from './webhook-link.tsx';
import { WebhookScreen } from './webhook-screen.tsx';

export const ctiWebhookFeature: RendererFeature = {
  name: 'cti-webhook',
  catalogue: { de, en },
  contributions: [fill(settingsSection, 30, WebhookLink)],
  screens: [
    {
      path: '/cloud-pbx',
      component: WebhookScreen,
      nav: {
        group: 'admin',
        order: 40,
        label: 'title',
        icon: IconCloud,
        roles: LEADING,
      },
      help: 'help.webhooks',
    },
  ],
};
