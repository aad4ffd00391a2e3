import type { ReactNode } from 'react';
import { IconLock } from '@tabler/icons-react';
import { accountContract } from '#shared/ipc/account-contract.ts';
import { useQuery } from '../api/use-query.ts';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { AlertLine } from '../ui/alert-line.tsx';
import { accountTables } from './account-tables.ts';

/** On the sign-in: why this desk has locked itself, and what became of the work. */
export function LockNote(): ReactNode {
  const t = useCoreTexts();
  const { value: lock } = useQuery(accountContract, 'lock', {}, accountTables);
  if (!lock) return null;
  return (
    <AlertLine icon={IconLock} tone="warn">
      {t(`account.lock.${lock.reason}`)}{' '}
      {lock.pending > 0 && t('account.lock.pending', { count: lock.pending })}
    </AlertLine>
  );
}
