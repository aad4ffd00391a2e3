import { fill } from '../../slots/slot.ts';
import { mailTargets, phoneBookPart, sheetPanel, transferTargets } from '../../slots/slots.ts';
import type { RendererFeature } from '../renderer-feature.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { MailOffers } from './mail-offers.tsx';
import { OffersPart } from './offers-part.tsx';
import { ServicesPanel } from './services-panel.tsx';
import { TransferOffers } from './transfer-offers.tsx';

export const offeringsFeature: RendererFeature = {
  name: 'offerings',
  catalogue: { de, en },
  contributions: [
    fill(sheetPanel, 50, ServicesPanel),
    fill(phoneBookPart, 20, OffersPart),
    fill(transferTargets, 20, TransferOffers),
    fill(mailTargets, 20, MailOffers),
  ],
  screens: [],
};
