import { fill } from '../../slots/slot.ts';
import { colleaguePicker, settingsSection, transferTargets } from '../../slots/slots.ts';
import type { RendererFeature } from '../renderer-feature.ts';
import { ColleaguePicker } from './colleague-picker.tsx';
import { de } from './de.ts';
import { en } from './en.ts';
import { LeavingLink } from './leaving-link.tsx';
import { LeavingScreen } from './leaving-screen.tsx';
import { TransferTargets } from './transfer-targets.tsx';

/** The people of the house: their names come with what they did, and where a call can go. */
export const staffFeature: RendererFeature = {
  name: 'staff',
  catalogue: { de, en },
  contributions: [
    fill(transferTargets, 10, TransferTargets),
    fill(colleaguePicker, 0, ColleaguePicker),
    fill(settingsSection, 70, LeavingLink),
  ],
  screens: [{ path: '/handing-over', component: LeavingScreen }],
};
