import type { ReactNode } from 'react';
import { staffContract } from '#shared/features/staff/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import type { MailTarget } from '../../slots/slots.ts';
import { Target, Targets } from '../../ui/targets.tsx';
import { bookTables } from './tables.ts';
import { useStaffTexts } from './texts.ts';

interface Props {
  readonly text: string;
  readonly onPick: (target: MailTarget) => void;
}

const MOST = 6;

/** People of the phone book with a mail address, by name, function, responsibility or place. */
export function MailTargets({ text, onPick }: Props): ReactNode {
  const t = useStaffTexts();
  const isAsked = /\p{L}{2}/u.test(text);
  const input = { text: text.slice(0, 200), limit: 4 * MOST };
  const { value } = useQuery(staffContract, 'phoneBook', input, bookTables, {
    enabled: isAsked,
    keepPrevious: true,
  });
  const found = (isAsked ? (value?.lines ?? []) : []).flatMap(({ id, name, job, house, mail }) =>
    mail === null || mail === ''
      ? []
      : [{ id, name, mail, detail: [job, house].filter(Boolean).join(' · ') }],
  );
  if (found.length === 0) return null;
  return (
    <Targets label={t('book.people')}>
      {found.slice(0, MOST).map(({ id, name, mail, detail }) => (
        <Target
          key={id}
          name={detail === '' ? name : `${name} · ${detail}`}
          address={mail}
          onPick={() => onPick({ name, mail })}
        />
      ))}
    </Targets>
  );
}
