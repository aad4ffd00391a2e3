import type { ReactNode } from 'react';
import { spokenKeys } from '../acts/combo-keys.tsx';
import { useLanguage } from '../i18n/language.tsx';
import { Keys } from '../ui/keys.tsx';
import { hrefOf, usePathIs } from './router.ts';
import type { NamedScreen } from './screens.ts';
import styles from './side.module.css';

/** Whether a path is this screen's or below it. */
export const isAt = (screen: NamedScreen, path: string): boolean =>
  path === screen.path || (screen.path !== '/' && path.startsWith(`${screen.path}/`));

interface Props {
  readonly screen: NamedScreen;
}

export function NavEntry({ screen }: Props): ReactNode {
  const t = useLanguage().texts(screen.namespace);
  const isHere = usePathIs((path) => isAt(screen, path));
  const { nav } = screen;
  if (!nav) return null;
  const Icon = nav.icon;
  const label = t(nav.label);
  return (
    <a
      href={hrefOf(screen.path)}
      className={styles.entry}
      title={label}
      aria-current={isHere ? 'page' : undefined}
      aria-keyshortcuts={nav.keys === undefined ? undefined : spokenKeys(nav.keys)}
    >
      <Icon size={16} />
      <span>{label}</span>
      {nav.keys !== undefined && (
        <span className={styles.keys}>
          <Keys combo={nav.keys.split('|')[0] ?? ''} />
        </span>
      )}
    </a>
  );
}
