import type { ReactNode } from 'react';
import { Select } from '@mantine/core';
import { ticketsContract } from '#shared/features/tickets/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import { SlotOutlet } from '../../slots/slot-outlet.tsx';
import { colleaguePicker } from '../../slots/slots.ts';
import { groupTables } from './tables.ts';
import { useTicketTexts } from './texts.ts';

/** One of the two, or neither while it is being chosen. */
export interface Owner {
  readonly ownerId: string | null;
  readonly groupId: string | null;
}

export const isOwned = ({ ownerId, groupId }: Owner): boolean => (ownerId === null) !== (groupId === null);

interface Props {
  readonly owner: Owner;
  readonly onChange: (owner: Owner) => void;
}

/** Who answers for a ticket: somebody of the house, or a group where the house has any. Either takes the other's place. */
export function OwnerChoice({ owner, onChange }: Props): ReactNode {
  const t = useTicketTexts();
  const { value: groups } = useQuery(ticketsContract, 'groups', {}, groupTables);
  const offered = groups?.filter(({ id, retired }) => !retired || id === owner.groupId) ?? [];
  return (
    <>
      <SlotOutlet
        slot={colleaguePicker}
        with={{
          label: t('owner.person'),
          chosenId: owner.ownerId,
          onPick: (ownerId: string | null) => ownerId !== null && onChange({ ownerId, groupId: null }),
        }}
      />
      {offered.length > 0 && (
        <Select
          aria-label={t('owner.ofGroup')}
          placeholder={t('owner.ofGroup')}
          allowDeselect={false}
          data={offered.map(({ id, name }) => ({ value: id, label: name }))}
          value={owner.groupId}
          onChange={(groupId) => groupId !== null && onChange({ ownerId: null, groupId })}
        />
      )}
    </>
  );
}
