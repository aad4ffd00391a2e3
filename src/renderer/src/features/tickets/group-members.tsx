import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { IconUserPlus, IconX } from '@tabler/icons-react';
import type { TicketGroupLine, TicketGroupMember } from '#shared/features/tickets/contract.ts';
import { ticketGroupJoin, ticketGroupLeave } from '#shared/features/tickets/group-commands.ts';
import { newId } from '../../api/new-id.ts';
import { useRun } from '../../api/run-command.ts';
import { SlotOutlet } from '../../slots/slot-outlet.tsx';
import { colleaguePicker } from '../../slots/slots.ts';
import { useAct } from '../../ui/use-act.ts';
import { useKeysWithin } from '../../ui/use-keys-within.ts';
import styles from './group-members.module.css';
import { useTicketTexts } from './texts.ts';

/** Who is of a group, and the way in and out of it. */
export function GroupMembers({ group }: { readonly group: TicketGroupLine }): ReactNode {
  const t = useTicketTexts();
  const run = useRun();
  const act = useAct();
  const [isAdding, setAdding] = useState(false);
  const { id: groupId, name: term, members } = group;
  const join = (staffId: string): Promise<unknown> => run(ticketGroupJoin, { id: newId(), groupId, staffId });
  const leave = (staffId: string): Promise<unknown> => run(ticketGroupLeave, { groupId, staffId });
  const add = (staffId: string | null): void => {
    setAdding(false);
    if (staffId === null || members.some(({ id }) => id === staffId)) return;
    void act(() => join(staffId), {
      done: t('groups.joined', { term }),
      undo: () => leave(staffId),
    });
  };
  const remove = ({ id, name }: TicketGroupMember): void =>
    void act(() => leave(id), { done: t('groups.left', { name, term }), undo: () => join(id) });
  return (
    <div className={styles.members}>
      {members.length === 0 ? (
        <span>{t('groups.everybodys')}</span>
      ) : (
        <ul className={styles.list} aria-label={t('groups.membersOf', { term })}>
          {members.map((member) => (
            <li key={member.id} className={styles.member}>
              {member.name || t('groups.unknown')}
              <button
                type="button"
                className={styles.remove}
                aria-label={t('groups.remove', { name: member.name || t('groups.unknown'), term })}
                onClick={() => remove(member)}
              >
                <IconX size={12} aria-hidden />
              </button>
            </li>
          ))}
        </ul>
      )}
      {isAdding ? (
        <MemberPicker label={t('groups.addTo', { term })} onPick={add} onClose={() => setAdding(false)} />
      ) : (
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconUserPlus size={14} aria-hidden />}
          aria-label={t('groups.addTo', { term })}
          onClick={() => setAdding(true)}
        >
          {t('groups.addMember')}
        </Button>
      )}
    </div>
  );
}

interface PickerProps {
  readonly label: string;
  readonly onPick: (staffId: string | null) => void;
  readonly onClose: () => void;
}

/** Somebody, and nobody is no choice; Escape leaves it as it was. */
function MemberPicker({ label, onPick, onClose }: PickerProps): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.querySelector('input')?.focus(), []);
  useKeysWithin(place, (event) => {
    if (event.key === 'Escape') onClose();
  });
  return (
    <div ref={place} className={styles.picker}>
      <SlotOutlet slot={colleaguePicker} with={{ label, chosenId: null, onPick }} />
    </div>
  );
}
