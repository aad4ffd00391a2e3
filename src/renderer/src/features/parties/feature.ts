import { IconUsers } from '@tabler/icons-react';
import { fill } from '../../slots/slot.ts';
import { callPanel, partyPicker, searchHits, sheetAlert, sheetHead } from '../../slots/slots.ts';
import type { RendererFeature } from '../renderer-feature.ts';
import { AttachPanel } from './attach-panel.tsx';
import { CustomersScreen } from './customers-screen.tsx';
import { de } from './de.ts';
import { en } from './en.ts';
import { PartyHits } from './party-hits.tsx';
import { PartyPicker } from './party-picker.tsx';
import { RememberExtension } from './remember-extension.tsx';
import { SheetHeader } from './sheet-header.tsx';
import { SheetScreen } from './sheet-screen.tsx';

export const partiesFeature: RendererFeature = {
  name: 'parties',
  catalogue: { de, en },
  contributions: [
    fill(sheetHead, 0, SheetHeader),
    fill(sheetAlert, 20, RememberExtension),
    fill(callPanel, 0, AttachPanel),
    fill(searchHits, 10, PartyHits),
    fill(partyPicker, 0, PartyPicker),
  ],
  screens: [
    {
      path: '/customers',
      component: CustomersScreen,
      nav: { order: 10, label: 'nav', keys: 'g k|g c', icon: IconUsers },
    },
    { path: '/customers/:id', component: SheetScreen },
  ],
  routes: { party: (id) => `/customers/${id}` },
};
