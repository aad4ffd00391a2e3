import { useId } from 'react';
import type { ReactNode } from 'react';
import { IconChevronRight } from '@tabler/icons-react';
import { create } from 'zustand';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import type { NavGroup as Group } from '../features/renderer-feature.ts';
import { remember, remembered } from '../ui/remembered.ts';
import { isAt, NavEntry } from './nav-entry.tsx';
import { usePath } from './router.ts';
import type { NamedScreen } from './screens.ts';
import styles from './side.module.css';

const KEY = 'nav.unfolded';

interface FoldStore {
  readonly unfolded: readonly string[];
  toggle(group: string): void;
}

const useFolds = create<FoldStore>()((set) => ({
  unfolded: remembered(KEY),
  toggle: (group) =>
    set(({ unfolded }) => {
      // One at a time: both together would leave no room for the dock.
      const next = unfolded.includes(group) ? [] : [group];
      remember(KEY, next);
      return { unfolded: next };
    }),
}));

/** Whether its entries are on the screen, all of them. */
export const useIsUnfolded = (group: Group): boolean => useFolds(({ unfolded }) => unfolded.includes(group));

interface Props {
  readonly group: Exclude<Group, 'everyday'>;
  readonly screens: readonly NamedScreen[];
}

/** A group that folds. Folded, it still shows where one is. */
export function NavGroup({ group, screens }: Props): ReactNode {
  const t = useCoreTexts();
  const id = useId();
  const path = usePath();
  const isOpen = useIsUnfolded(group);
  const toggle = useFolds((store) => store.toggle);
  const shown = isOpen ? screens : screens.filter((screen) => isAt(screen, path));
  if (screens.length === 0) return null;
  return (
    <>
      <button
        type="button"
        className={styles.group}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => toggle(group)}
      >
        <IconChevronRight size={14} aria-hidden />
        {t(`nav.group.${group}`)}
      </button>
      <div id={id} className={styles.entries}>
        {shown.map((screen) => (
          <NavEntry key={screen.path} screen={screen} />
        ))}
      </div>
    </>
  );
}
