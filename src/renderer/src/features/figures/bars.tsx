import { useId } from 'react';
import type { ReactNode } from 'react';
import { useFormat } from '../../i18n/use-format.ts';
import styles from './figures.module.css';
import { useFigureTexts } from './texts.ts';

export interface Bar {
  readonly label: string;
  /** One for each series, from the ground up. */
  readonly values: readonly number[];
}

interface Props {
  /** What is counted, for those who do not see it. */
  readonly title: string;
  /** Head of the column of labels. */
  readonly of: string;
  /** At most two; the second is hatched, so that it is told without its colour. */
  readonly series: readonly string[];
  readonly bars: readonly Bar[];
}

/** Units of the drawing; it is scaled to the width there is. */
const WIDTH = 480;
const HEIGHT = 120;
const LABELS = 16;
const NUMBERS = 14;

/** Bars in a row, for those who look; the same as a table below, for those who listen or want the numbers. */
export function Bars({ title, of, series, bars }: Props): ReactNode {
  const t = useFigureTexts();
  const format = useFormat();
  const hatch = useId();
  const highest = Math.max(1, ...bars.map(({ values }) => total(values)));
  const room = WIDTH / Math.max(1, bars.length);
  const width = Math.min(34, room * 0.7);
  return (
    <div className={styles.figure}>
      {series.length > 1 && (
        <ul className={styles.legend} aria-hidden="true">
          {series.map((name, index) => (
            <li key={name} data-series={index}>
              {name}
            </li>
          ))}
        </ul>
      )}
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT + LABELS + NUMBERS}`} aria-hidden="true" className={styles.bars}>
        <defs>
          <pattern
            id={hatch}
            width="5"
            height="5"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect width="5" height="5" className={styles.hatchGround} />
            <line x1="0" y1="0" x2="0" y2="5" className={styles.hatchLine} />
          </pattern>
        </defs>
        {bars.map(({ label, values }, place) => {
          const x = place * room + (room - width) / 2;
          const tops = values.map((_, index) => total(values.slice(0, index + 1)));
          return (
            <g key={label}>
              {values.map((value, index) => {
                const height = (value / highest) * HEIGHT;
                const y = NUMBERS + HEIGHT - ((tops[index] ?? 0) / highest) * HEIGHT;
                return (
                  <rect
                    key={series[index]}
                    {...{ x, y, width, height }}
                    className={styles.bar}
                    fill={index === 0 ? 'currentColor' : `url(#${hatch})`}
                  />
                );
              })}
              <text
                x={x + width / 2}
                y={NUMBERS + HEIGHT - (total(values) / highest) * HEIGHT - 3}
                className={styles.number}
              >
                {format.number(total(values))}
              </text>
              <text x={x + width / 2} y={NUMBERS + HEIGHT + LABELS - 3} className={styles.label}>
                {label}
              </text>
            </g>
          );
        })}
        <line x1="0" x2={WIDTH} y1={NUMBERS + HEIGHT} y2={NUMBERS + HEIGHT} className={styles.ground} />
      </svg>
      <details className={styles.details}>
        <summary aria-label={`${title}: ${t('asTable')}`}>{t('asTable')}</summary>
        <table>
          <caption>{title}</caption>
          <thead>
            <tr>
              <th scope="col">{of}</th>
              {series.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {bars.map(({ label, values }) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                {values.map((value, index) => (
                  <td key={series[index]}>{format.number(value)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </div>
  );
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
