import type { ReactNode } from 'react';
import { IconLock } from '@tabler/icons-react';
import { personRightsContract } from '#shared/features/person-rights/contract.ts';
import type { PersonRightsView, RestrictionView } from '#shared/features/person-rights/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import { SeenContext } from '../../slots/seen.ts';
import type { PartyProps } from '../../slots/slots.ts';
import { AlertLine } from '../../ui/alert-line.tsx';
import { NotYours } from '../../ui/not-yours.tsx';
import { ScreenTitle } from '../../ui/screen-title.tsx';
import styles from './person-rights.module.css';
import { restrictionTables } from './tables.ts';
import { usePersonRightsTexts } from './texts.ts';
import { useDay } from './use-day.ts';

function useRights(partyId: string): PersonRightsView | undefined {
  return useQuery(personRightsContract, 'of', { partyId }, restrictionTables).value;
}

/** The sheet of somebody whose data may only be kept: for those alone who answer for it. */
export function RestrictedSheet({
  partyId,
  children,
}: PartyProps & { readonly children: ReactNode }): ReactNode {
  const t = usePersonRightsTexts();
  const rights = useRights(partyId);
  // Nothing flashes up before it is known that it may be shown; what is asked inside is asked meanwhile.
  if (!rights?.restriction || rights.mayKeep)
    return (
      <div className={rights ? undefined : styles.unknown}>
        <SeenContext value={rights !== undefined}>{children}</SeenContext>
      </div>
    );
  return (
    <>
      <ScreenTitle title={t('restricted.locked')} />
      <NotYours title={t('restricted.lockedHint')} />
    </>
  );
}

export function RestrictedAlert({ partyId }: PartyProps): ReactNode {
  const restriction = useRights(partyId)?.restriction;
  return restriction ? <RestrictedLine restriction={restriction} /> : null;
}

function RestrictedLine({ restriction }: { readonly restriction: RestrictionView }): ReactNode {
  const t = usePersonRightsTexts();
  const day = useDay();
  const { reason, until, setAt } = restriction;
  const params = { day: day(setAt), reason: t(`why.${reason}`) };
  return (
    <AlertLine icon={IconLock} tone="block">
      {until === null
        ? t('restricted.alert', params)
        : t('restricted.alertUntil', { ...params, until: day(Date.parse(until)) })}
    </AlertLine>
  );
}

/** In the pop, where the name is kept back: whom to turn to. */
export function RestrictedPop({ partyId }: PartyProps): ReactNode {
  const t = usePersonRightsTexts();
  return useRights(partyId)?.restriction ? (
    <AlertLine icon={IconLock} tone="block">
      {t('restricted.pop')}
    </AlertLine>
  ) : null;
}
