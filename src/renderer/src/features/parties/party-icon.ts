import { IconBuilding, IconHome, IconUser } from '@tabler/icons-react';
import type { PartyKind } from '#shared/features/parties/model.ts';

export const partyIcon: Readonly<Record<PartyKind, typeof IconUser>> = {
  person: IconUser,
  organisation: IconBuilding,
  household: IconHome,
};
