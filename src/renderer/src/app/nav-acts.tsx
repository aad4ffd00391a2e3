import type { ReactNode } from 'react';
import { useNamedAct } from '../acts/use-named-act.ts';
import { useLanguage } from '../i18n/language.tsx';
import type { NamedScreen } from './screens.ts';
import { navigate } from './router.ts';

/** The way to each screen of the navigation, by key and by name, whether its group is unfolded or not. */
export function NavActs({ screens }: { readonly screens: readonly NamedScreen[] }): ReactNode {
  return screens.map((screen) => <NavAct key={screen.path} screen={screen} />);
}

function NavAct({ screen }: { readonly screen: NamedScreen }): ReactNode {
  const t = useLanguage().texts(screen.namespace);
  const { path, nav } = screen;
  useNamedAct({
    id: `go${path}`,
    name: t(nav?.label ?? ''),
    place: 'go',
    ...(nav && { icon: nav.icon }),
    ...(nav?.keys !== undefined && { keys: nav.keys }),
    run: () => navigate(path),
  });
  return null;
}
