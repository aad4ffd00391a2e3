import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { IconAddressBook } from '@tabler/icons-react';
import { staffContract } from '#shared/features/staff/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import { SlotOutlet } from '../../slots/slot-outlet.tsx';
import { listActs } from '../../slots/slots.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useKeptFocus } from '../../ui/use-kept-focus.ts';
import { useNow } from '../../ui/use-now.ts';
import { PersonRow } from './person-row.tsx';
import styles from './phone-book.module.css';
import { StaffCard } from './staff-card.tsx';
import { bookTables } from './tables.ts';
import { useStaffTexts } from './texts.ts';

const MOST = 60;
/** ms; hours are told by the minute. */
const MINUTE = 60_000;

/** The people of the phone book who fit the text, whoever can be reached now first. */
export function PeoplePart({ text }: { readonly text: string }): ReactNode {
  const t = useStaffTexts();
  const now = useNow(MINUTE);
  const list = useRef<HTMLUListElement>(null);
  useKeptFocus(list, { row: 'li' });
  const [openId, setOpenId] = useState<string | null>(null);
  const input = { text: text.slice(0, 200), limit: MOST };
  const { value, error } = useQuery(staffContract, 'phoneBook', input, bookTables, { keepPrevious: true });
  const count = value && value.lines.length + value.more;
  return (
    <Panel
      title={t('book.people')}
      count={count}
      action={<SlotOutlet slot={listActs} with={{ list: 'colleagues', text }} />}
    >
      {error !== undefined && <ErrorNote error={error} />}
      {value && !value.canTell && <p className={styles.note}>{t('book.cannotTell')}</p>}
      {value?.lines.length === 0 && (
        <EmptyState icon={IconAddressBook} title={t('book.nobody')} hint={t('book.nobodyHint')} />
      )}
      <ul ref={list} className={styles.people} aria-label={t('book.people')}>
        {value?.lines.map((line) => (
          <PersonRow key={line.id} line={line} now={now} onOpen={() => setOpenId(line.id)} />
        ))}
      </ul>
      {value && value.more > 0 && <p className={styles.note}>{t('book.more', { count: value.more })}</p>}
      {openId !== null && <StaffCard id={openId} onClose={() => setOpenId(null)} />}
    </Panel>
  );
}
