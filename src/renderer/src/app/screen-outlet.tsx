import { memo, useLayoutEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { IconFileUnknown } from '@tabler/icons-react';
import { ActPlaceContext } from '../acts/act-place.tsx';
import { useFeatures } from '../features/features-context.tsx';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { ErrorBoundary } from '../slots/error-boundary.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { AskedInside } from './asked-inside.tsx';
import { createForesight } from './foresight.ts';
import type { Foresight } from './foresight.ts';
import { hrefOf, matchPath } from './router.ts';
import { screenAt, screensOf } from './screens.ts';
import { useArrival } from './use-arrival.ts';

/** The screen that fits the path. A new one begins at its top. */
export function ScreenOutlet({ path }: { readonly path: string }): ReactNode {
  const features = useFeatures();
  const [foresight] = useState(createForesight);
  const arrived = useArrival(path, () => {
    const screen = screenAt(screensOf(features), path);
    return screen?.comesWhole ? foresight.of(screen.path, matchPath(screen.path, path) ?? {}) : [];
  });
  return <Arrived path={arrived} foresight={foresight} />;
}

interface ArrivedProps {
  readonly path: string;
  readonly foresight: Foresight;
}

/** Not drawn anew while the next one is on its way. */
const Arrived = memo(({ path, foresight }: ArrivedProps): ReactNode => {
  const t = useCoreTexts();
  const screen = screenAt(screensOf(useFeatures()), path);

  if (screen) {
    const { path: pattern, component: Screen, comesWhole = false } = screen;
    const params = matchPath(pattern, path) ?? {};
    return (
      <ErrorBoundary key={path} part={pattern}>
        <Top />
        <ActPlaceContext value="screen">
          {comesWhole ? (
            <AskedInside onAsked={(asked) => foresight.learn(pattern, params, asked)}>
              <Screen params={params} />
            </AskedInside>
          ) : (
            <Screen params={params} />
          )}
        </ActPlaceContext>
      </ErrorBoundary>
    );
  }
  return (
    <EmptyState icon={IconFileUnknown} title={t('frame.noScreen')}>
      <a href={hrefOf('/')}>{t('nav.today')}</a>
    </EmptyState>
  );
});

/** Where a screen has been scrolled down. To ask the browser instead would lay the new screen out for nothing. */
const scrolled = new WeakSet<HTMLElement>();

/** The edge above a screen: brought into view once, when the screen comes. */
function Top(): ReactNode {
  const edge = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const around = edge.current?.parentElement;
    if (!around) return undefined;
    if (scrolled.has(around)) edge.current?.scrollIntoView({ block: 'end' });
    const follow = (): void => {
      if (around.scrollTop > 0) scrolled.add(around);
      else scrolled.delete(around);
    };
    around.addEventListener('scroll', follow, { passive: true });
    return () => around.removeEventListener('scroll', follow);
  }, []);
  return <div ref={edge} />;
}
