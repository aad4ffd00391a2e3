import { z } from 'zod';
import { call, defineContract, returns } from '../../ipc/contract.ts';
import { idSchema } from '../../kernel/ref.ts';
import type { BlockKind, BlockTimes } from './model.ts';

export interface BlockLine extends BlockTimes {
  readonly id: string;
  readonly kind: BlockKind;
  readonly note: string;
  /** Names; empty where nobody here knows the person. */
  readonly setBy: string;
  readonly setAt: number;
  readonly liftedBy: string;
}

export const blocksContract = defineContract('blocks', {
  /** The newest first, whatever has become of them; the state goes by the day they are looked at (blockStateOn). */
  ofParty: call(z.object({ partyId: idSchema }), returns<readonly BlockLine[]>()),
});
