import type { ReactNode } from 'react';
import { ticketsContract } from '#shared/features/tickets/contract.ts';
import { useSession } from '../../api/desk-state.tsx';
import { useQuery } from '../../api/use-query.ts';
import { SlotOutlet } from '../../slots/slot-outlet.tsx';
import { listActs } from '../../slots/slots.ts';
import { OpenList } from './open-list.tsx';
import { ticketTables } from './tables.ts';
import { useTicketTexts } from './texts.ts';
import { useMinute } from './use-minute.ts';

/**
 * So that no customer's wish gets lost: the team's open tickets. Those of one's own groups stand in {@link GroupTickets};
 * here it is told how many they are.
 */
export function TeamTickets(): ReactNode {
  const t = useTicketTexts();
  const at = useMinute();
  const still = { keepPrevious: true };
  const ofGroups = { at, whose: 'groups' as const };
  const { value: besides = 0 } = useQuery(ticketsContract, 'openCount', ofGroups, ticketTables, still);
  return (
    <OpenList
      title={t('today.title')}
      whose="others"
      empty={{ title: t('none'), hint: t('noneHint') }}
      note={besides > 0 && t('today.besides', { count: besides })}
      action={<SaveOpen title={t('today.title')} groups="exceptGroupsOf" />}
    />
  );
}

/** In "Heute": what waits for somebody of one's own groups to take it. Nothing where nothing does. */
export function GroupTickets(): ReactNode {
  const t = useTicketTexts();
  const title = t('today.ofGroups');
  return <OpenList title={title} whose="groups" action={<SaveOpen title={title} groups="groupsOf" />} />;
}

interface SaveProps {
  readonly title: string;
  readonly groups: 'groupsOf' | 'exceptGroupsOf';
}

/** What is saved is what the list shows, with what waits. */
function SaveOpen({ title, groups }: SaveProps): ReactNode {
  const session = useSession();
  const filters = { show: 'open', ...(session && { [groups]: session.userId }) };
  return <SlotOutlet slot={listActs} with={{ list: 'tickets', title, text: '', filters }} />;
}
