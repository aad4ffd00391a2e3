import { memo } from 'react';
import type { ReactNode } from 'react';
import type { Session } from '#shared/ipc/core-contracts.ts';
import { useFeatures } from '../features/features-context.tsx';
import { NAV_GROUPS } from '../features/renderer-feature.ts';
import type { NavGroup as NavGroupName } from '../features/renderer-feature.ts';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { SlotOutlet } from '../slots/slot-outlet.tsx';
import { dock } from '../slots/slots.ts';
import { AppMark } from '../theme/app-mark.tsx';
import { NavActs } from './nav-acts.tsx';
import { NavEntry } from './nav-entry.tsx';
import { NavGroup } from './nav-group.tsx';
import { isFoundBy, screensOf } from './screens.ts';
import type { NamedScreen } from './screens.ts';
import styles from './side.module.css';
import { UserMenu } from './user-menu.tsx';

const groupOf = ({ nav }: NamedScreen): NavGroupName => nav?.group ?? 'everyday';
const placeOf = (screen: NamedScreen): number => NAV_GROUPS.indexOf(groupOf(screen));

interface Props {
  readonly session: Session;
}

/** Brand, navigation, dock and who works here. What is everyday lies open, the rest in groups that fold. */
export const Side = memo(({ session }: Props): ReactNode => {
  const t = useCoreTexts();
  const screens = screensOf(useFeatures())
    .filter((screen) => isFoundBy(screen, session.roles))
    .toSorted((a, b) => placeOf(a) - placeOf(b) || (a.nav?.order ?? 0) - (b.nav?.order ?? 0));
  const [everyday, ...folding] = NAV_GROUPS;
  const of = (group: NavGroupName) => screens.filter((screen) => groupOf(screen) === group);
  return (
    <aside className={styles.side} aria-label={t('frame.side')}>
      <div className={styles.brand}>
        <AppMark size={22} />
        <div>
          <strong>Rufblatt</strong>
          <span title={session.tenantName}>{session.tenantName}</span>
        </div>
      </div>
      <NavActs screens={screens} />
      <nav aria-label={t('frame.navigation')}>
        <div className={styles.entries}>
          {of(everyday).map((screen) => (
            <NavEntry key={screen.path} screen={screen} />
          ))}
        </div>
        {folding.map((group) => (
          <NavGroup key={group} group={group} screens={of(group)} />
        ))}
      </nav>
      <div className={styles.dock}>
        <SlotOutlet slot={dock} with={{}} />
      </div>
      <UserMenu session={session} />
    </aside>
  );
});
