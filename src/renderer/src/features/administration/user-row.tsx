import { useState } from 'react';
import type { ReactNode } from 'react';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import type { UserLine } from '#shared/features/administration/requests.ts';
import { useSession } from '../../api/desk-state.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Row } from '../../ui/rows.tsx';
import { useNow } from '../../ui/use-now.ts';
import type { Given } from './first-password.tsx';
import { useAdministrationTexts } from './texts.ts';
import { UserActs } from './user-acts.tsx';

interface Props {
  readonly user: UserLine;
  readonly onGiven: (given: Given) => void;
}

export function UserRow({ user, onGiven }: Props): ReactNode {
  const t = useAdministrationTexts();
  const format = useFormat();
  const now = useNow();
  const session = useSession();
  const [isOpen, setOpen] = useState(false);
  const { userId, name, login, roles, mustChange, hasSecondFactor, devices, seenAt } = user;
  const seen = seenAt === null ? [] : [t('users.seen', { when: format.moment(seenAt, now) })];
  const where = devices === 0 ? t('users.devices_zero') : t('users.devices', { count: devices });
  return (
    <>
      <Row
        title={name}
        marks={
          <>
            {roles.map((role) => (
              <Mark key={role}>{t(`role.${role}`)}</Mark>
            ))}
            {userId === session?.userId && <Mark tone="accent">{t('users.you')}</Mark>}
            {mustChange && <Mark tone="warn">{t('users.mustChange')}</Mark>}
          </>
        }
        detail={[login, where, ...seen, ...(hasSecondFactor ? [t('users.secondFactor')] : [])].join(' · ')}
        acts={
          <IconButton
            icon={isOpen ? IconChevronDown : IconChevronRight}
            label={t(isOpen ? 'users.close' : 'users.change', { name })}
            onClick={() => setOpen(!isOpen)}
          />
        }
      />
      {isOpen && (
        <li>
          <UserActs user={user} isMe={userId === session?.userId} onGiven={onGiven} />
        </li>
      )}
    </>
  );
}
