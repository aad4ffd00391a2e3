import { z } from 'zod';
import { call, defineContract, returns } from '../../ipc/contract.ts';
import type { ProfileValues } from './profile-fields.ts';

export const pbxProfileContract = defineContract('pbx-profile', {
  /** What the house says to this desk; null: nobody has said anything yet. */
  current: call(z.object({}), returns<ProfileValues | null>()),
});
