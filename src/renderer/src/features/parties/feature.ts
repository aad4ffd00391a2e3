import { IconUsers } from '@tabler/icons-react';
import { fill } from '../../slots/slot.ts';
import {
  callPanel,
  everywhereActs,
  partyPicker,
  popAct,
  searchHits,
  sheetAlert,
  sheetGuard,
  sheetHead,
  sheetPanel,
} from '../../slots/slots.ts';
import type { RendererFeature } from '../renderer-feature.ts';
import { AttachPanel } from './attach-panel.tsx';
import { DetailsPanel } from './details-panel.tsx';
import { CustomersScreen } from './customers-screen.tsx';
import { de } from './de.ts';
import { en } from './en.ts';
import { IdentityGuard } from './identity-check.tsx';
import { CallCustomer } from './call-customer.tsx';
import { NewCustomer } from './new-customer.tsx';
import { PartyHits } from './party-hits.tsx';
import { PartyPicker } from './party-picker.tsx';
import { RememberExtension } from './remember-extension.tsx';
import { SheetHeader } from './sheet-header.tsx';
import { SheetScreen } from './sheet-screen.tsx';
import { WrongCallScreen, WrongInPop, WrongOnSheet } from './wrong-call.tsx';

export const partiesFeature: RendererFeature = {
  name: 'parties',
  catalogue: { de, en },
  contributions: [
    fill(sheetHead, 0, SheetHeader),
    fill(sheetAlert, 20, RememberExtension),
    fill(sheetHead, 80, WrongOnSheet),
    fill(popAct, 0, WrongInPop),
    fill(sheetGuard, 10, IdentityGuard),
    fill(callPanel, 0, AttachPanel),
    fill(searchHits, 10, PartyHits),
    fill(partyPicker, 0, PartyPicker),
    fill(everywhereActs, 0, NewCustomer),
    fill(sheetHead, 90, CallCustomer),
    fill(sheetPanel, 35, DetailsPanel),
  ],
  screens: [
    {
      path: '/customers',
      component: CustomersScreen,
      nav: { order: 10, label: 'nav', keys: 'g k|g c', icon: IconUsers },
      help: 'help.list',
    },
    { path: '/customers/:id', component: SheetScreen, comesWhole: true, help: 'help.sheet' },
    { path: '/customers/:id/wrong/:callId', component: WrongCallScreen, help: 'help.sheet' },
  ],
  routes: { party: (id) => `/customers/${id}` },
};
