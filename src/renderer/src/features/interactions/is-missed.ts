import type { InteractionLine } from '#shared/features/interactions/contract.ts';

export function isMissed({ direction, endReason }: InteractionLine): boolean {
  return direction === 'in' && (endReason === 'missed-caller' || endReason === 'missed-no-answer');
}
