import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Session } from '#shared/ipc/core-contracts.ts';
import { useFeatures } from '../features/features-context.tsx';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { SlotOutlet } from '../slots/slot-outlet.tsx';
import { dock } from '../slots/slots.ts';
import { AppMark } from '../theme/app-mark.tsx';
import { Keys } from '../ui/keys.tsx';
import { useShortcut } from '../ui/shortcuts.ts';
import { hrefOf, navigate } from './router.ts';
import { screensOf } from './screens.ts';
import type { NamedScreen } from './screens.ts';
import styles from './side.module.css';
import { UserMenu } from './user-menu.tsx';

interface Props {
  readonly session: Session;
  readonly path: string;
}

export function Side({ session, path }: Props): ReactNode {
  const t = useCoreTexts();
  const entries = screensOf(useFeatures())
    .filter((screen) => screen.nav)
    .toSorted((a, b) => (a.nav?.order ?? 0) - (b.nav?.order ?? 0));
  return (
    <aside className={styles.side} aria-label={t('frame.side')}>
      <div className={styles.brand}>
        <AppMark size={22} />
        <div>
          <strong>Rufblatt</strong>
          <span title={session.tenantName}>{session.tenantName}</span>
        </div>
      </div>
      <nav aria-label={t('frame.navigation')}>
        {entries.map((screen) => (
          <NavEntry key={screen.path} screen={screen} path={path} />
        ))}
      </nav>
      <div className={styles.dock}>
        <SlotOutlet slot={dock} with={{}} />
      </div>
      <UserMenu session={session} />
    </aside>
  );
}

function NavEntry({ screen, path }: { readonly screen: NamedScreen; readonly path: string }): ReactNode {
  const { t } = useTranslation(screen.namespace);
  const { nav } = screen;
  useShortcut(nav?.keys ?? '', () => navigate(screen.path), nav !== undefined);
  if (!nav) return null;
  const here =
    screen.path === '/' ? path === '/' : path === screen.path || path.startsWith(`${screen.path}/`);
  const Icon = nav.icon;
  return (
    <a
      href={hrefOf(screen.path)}
      className={styles.entry}
      aria-current={here ? 'page' : undefined}
      aria-keyshortcuts={nav.keys.split('|')[0]}
    >
      <Icon size={16} />
      <span>{t(nav.label)}</span>
      <span className={styles.keys}>
        <Keys combo={nav.keys.split('|')[0] ?? ''} />
      </span>
    </a>
  );
}
