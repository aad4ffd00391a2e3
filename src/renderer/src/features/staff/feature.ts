import { IconAddressBook, IconUserShare } from '@tabler/icons-react';
import { LEADING } from '#shared/access/leading.ts';
import { fill } from '../../slots/slot.ts';
import {
  callHint,
  colleaguePicker,
  directoryPersons,
  mailTargets,
  phoneBookPart,
  settingsSection,
  transferTargets,
} from '../../slots/slots.ts';
import type { RendererFeature } from '../renderer-feature.ts';
import { ColleaguePicker } from './colleague-picker.tsx';
import { de } from './de.ts';
import { DirectoryPersons } from './directory-persons.tsx';
import { en } from './en.ts';
import { LeavingLink } from './leaving-link.tsx';
import { LeavingScreen } from './leaving-screen.tsx';
import { MailTargets } from './mail-targets.tsx';
import { PeoplePart } from './people-part.tsx';
import { PhoneBookScreen } from './phone-book-screen.tsx';
import { StaffHint } from './staff-hint.tsx';
import { TransferTargets } from './transfer-targets.tsx';

/** The people of the house: their names come with what they did, and where a call can go. */
export const staffFeature: RendererFeature = {
  name: 'staff',
  catalogue: { de, en },
  contributions: [
    fill(transferTargets, 10, TransferTargets),
    fill(mailTargets, 10, MailTargets),
    fill(phoneBookPart, 10, PeoplePart),
    fill(directoryPersons, 0, DirectoryPersons),
    fill(callHint, 5, StaffHint),
    fill(colleaguePicker, 0, ColleaguePicker),
    fill(settingsSection, 70, LeavingLink),
  ],
  screens: [
    {
      path: '/phone-book',
      component: PhoneBookScreen,
      nav: { order: 17, label: 'book.nav', keys: 'g f', icon: IconAddressBook },
      help: 'help.book',
    },
    {
      path: '/handing-over',
      component: LeavingScreen,
      nav: { group: 'admin', order: 30, label: 'leaving.nav', icon: IconUserShare, roles: LEADING },
      help: 'help.leaving',
    },
  ],
};
