import type { TicketState } from '#shared/features/tickets/model.ts';
import { useTicketTexts } from './texts.ts';

/** How a state is called: as the house has it, else the product's word for what it counts as. */
export function useStateName(): (category: TicketState, name: string | null) => string {
  const t = useTicketTexts();
  return (category, name) => name ?? t(`state.${category}`);
}
