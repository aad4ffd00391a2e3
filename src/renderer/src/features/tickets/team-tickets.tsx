import { useState } from 'react';
import type { ReactNode } from 'react';
import { ticketsContract, WHOSE } from '#shared/features/tickets/contract.ts';
import type { Whose } from '#shared/features/tickets/contract.ts';
import { useSession } from '../../api/desk-state.tsx';
import { useQuery } from '../../api/use-query.ts';
import { SlotOutlet } from '../../slots/slot-outlet.tsx';
import { listActs } from '../../slots/slots.ts';
import { Segments } from '../../ui/segments.tsx';
import { OpenList } from './open-list.tsx';
import { groupTables } from './tables.ts';
import styles from './team-tickets.module.css';
import { useTicketTexts } from './texts.ts';

/** So that no customer's wish gets lost: the team's open tickets; where the house has groups, those of one's own alone. */
export function TeamTickets(): ReactNode {
  const t = useTicketTexts();
  const session = useSession();
  const [whose, setWhose] = useState<Whose>('all');
  const { value: groups = [] } = useQuery(ticketsContract, 'groups', {}, groupTables);
  // What is saved is what the list shows, with what waits.
  const filters = { show: 'open', ...(whose === 'groups' && session && { groupsOf: session.userId }) };
  return (
    <OpenList
      title={t('today.title')}
      whose={whose}
      empty={
        whose === 'all'
          ? { title: t('none'), hint: t('noneHint') }
          : { title: t('today.noneOfGroups'), hint: t('today.noneOfGroupsHint') }
      }
      action={
        <div className={styles.acts}>
          {groups.length > 0 && (
            <Segments
              aria-label={t('today.whose')}
              data={WHOSE.map((value) => ({ value, label: t(`today.of.${value}`) }))}
              value={whose}
              onChange={setWhose}
            />
          )}
          <SlotOutlet slot={listActs} with={{ list: 'tickets', text: '', filters }} />
        </div>
      }
    />
  );
}

/** In "Heute": what waits for somebody of one's own groups to take it. Nothing where nothing does. */
export function GroupTickets(): ReactNode {
  const t = useTicketTexts();
  return <OpenList title={t('today.ofGroups')} whose="groups" />;
}
