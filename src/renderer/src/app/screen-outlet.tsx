import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { IconFileUnknown } from '@tabler/icons-react';
import { useFeatures } from '../features/features-context.tsx';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { ErrorBoundary } from '../slots/error-boundary.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { hrefOf, matchPath } from './router.ts';
import { screensOf } from './screens.ts';

/** The screen that fits the path. A new one begins at its top. */
export function ScreenOutlet({ path }: { readonly path: string }): ReactNode {
  const t = useCoreTexts();
  const screens = screensOf(useFeatures());

  for (const { path: pattern, component: Screen } of screens) {
    const params = matchPath(pattern, path);
    if (!params) continue;
    return (
      <ErrorBoundary key={path} part={pattern}>
        <Top />
        <Screen params={params} />
      </ErrorBoundary>
    );
  }
  return (
    <EmptyState icon={IconFileUnknown} title={t('frame.noScreen')}>
      <a href={hrefOf('/')}>{t('nav.today')}</a>
    </EmptyState>
  );
}

/** The edge above a screen: brought into view once, when the screen comes. */
function Top(): ReactNode {
  const edge = useRef<HTMLDivElement>(null);
  useEffect(() => {
    edge.current?.scrollIntoView({ block: 'end' });
  }, []);
  return <div ref={edge} />;
}
