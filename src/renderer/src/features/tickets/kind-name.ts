import { isBuiltInKind } from '#shared/features/tickets/model.ts';
import { useTicketTexts } from './texts.ts';

/** How a kind is called: as the house has it, else the product's word; a kind this desk does not know is "other". */
export function useKindName(): (kind: string, name: string | null) => string {
  const t = useTicketTexts();
  return (kind, name) => name ?? t(`kind.${isBuiltInKind(kind) ? kind : 'other'}`);
}
