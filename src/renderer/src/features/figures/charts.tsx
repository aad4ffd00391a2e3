import type { ReactNode } from 'react';
import { IconChartBar } from '@tabler/icons-react';
import type { AgeFigure, HourFigure, LineFigure } from '#shared/features/figures/contract.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Bars } from './bars.tsx';
import { useFigureTexts } from './texts.ts';

/** Null where it would tell of too few people. */
type Of<T> = { readonly figures: readonly T[] | null };

export function HourChart({ figures }: Of<HourFigure>): ReactNode {
  const t = useFigureTexts();
  if (!figures || figures.length === 0) return <Nothing isHidden={!figures} />;
  return (
    <Bars
      title={t('hours')}
      of={t('hour')}
      series={[t('answered'), t('missed')]}
      bars={figures.map(({ hour, answered, missed }) => ({
        label: t('hourOf', { hour }),
        values: [answered, missed],
      }))}
    />
  );
}

export function LineChart({ figures }: Of<LineFigure>): ReactNode {
  const t = useFigureTexts();
  if (!figures || figures.length === 0) return <Nothing isHidden={!figures} />;
  return (
    <Bars
      title={t('lines')}
      of={t('line')}
      series={[t('answered'), t('missed')]}
      bars={figures.map(({ line, answered, missed }) => ({
        label: line ?? t('otherLines'),
        values: [answered, missed],
      }))}
    />
  );
}

export function AgeChart({ figures }: Of<AgeFigure>): ReactNode {
  const t = useFigureTexts();
  if (!figures) return <Nothing isHidden />;
  return (
    <Bars
      title={t('ages')}
      of={t('age')}
      series={[t('tickets')]}
      bars={figures.map(({ age, count }) => ({ label: t(`ageOf.${age}`), values: [count] }))}
    />
  );
}

function Nothing({ isHidden }: { readonly isHidden: boolean }): ReactNode {
  const t = useFigureTexts();
  return <EmptyState icon={IconChartBar} title={t(isHidden ? 'tooFew' : 'none')} hint={t('tooFewHint')} />;
}
