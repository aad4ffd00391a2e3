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
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Newer browsers answer with a promise, which an effect must not return.
    void top.current?.scrollIntoView({ block: 'end' });
  }, [path]);

  for (const { path: pattern, component: Screen } of screens) {
    const params = matchPath(pattern, path);
    if (!params) continue;
    return (
      <ErrorBoundary key={path} part={pattern}>
        <div ref={top} />
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
