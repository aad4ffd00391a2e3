import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { dutyContract } from '#shared/features/duty/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import { CheckInScreen } from './check-in-screen.tsx';
import styles from './duty.module.css';
import { checkInTables } from './tables.ts';
import { useDutyTexts } from './texts.ts';

/** In front of the sign-in: on a desk that several share, those who have signed in here come back by their PIN. */
export function CheckInGate({ children }: { readonly children: ReactNode }): ReactNode {
  const t = useDutyTexts();
  const { value, error } = useQuery(dutyContract, 'checkIns', {}, checkInTables);
  const [byPassword, setByPassword] = useState(false);
  // Whatever is wrong with the list must not keep anybody from the password.
  if (value === undefined) return error === undefined ? null : children;
  if (!value.isShared || value.people.length === 0) return children;
  if (!byPassword) return <CheckInScreen view={value} onPassword={() => setByPassword(true)} />;
  return (
    <>
      {children}
      <Button
        className={styles.back ?? ''}
        variant="default"
        leftSection={<IconArrowLeft size={16} aria-hidden />}
        onClick={() => setByPassword(false)}
      >
        {t('checkIn.back')}
      </Button>
    </>
  );
}
