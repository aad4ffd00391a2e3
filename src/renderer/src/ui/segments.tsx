import { useId } from 'react';
import type { ReactNode } from 'react';
import styles from './segments.module.css';

type Named = { readonly 'aria-label': string } | { readonly 'aria-labelledby': string };

type Props<T extends string> = Named & {
  readonly id?: string;
  readonly data: readonly { readonly value: T; readonly label: ReactNode }[];
  readonly value: T;
  readonly onChange: (value: T) => void;
  /** As wide as its place, all alike. */
  readonly fullWidth?: boolean;
};

/** One of a few, all in view. Measures nothing: it stands on screens that have to come at once. */
export function Segments<T extends string>({
  data,
  value,
  onChange,
  fullWidth = false,
  ...named
}: Props<T>): ReactNode {
  const name = useId();
  return (
    <div role="radiogroup" className={styles.segments} data-wide={fullWidth || undefined} {...named}>
      {data.map((one) => (
        <label key={one.value} className={styles.segment}>
          <input
            type="radio"
            name={name}
            value={one.value}
            checked={one.value === value}
            onChange={() => onChange(one.value)}
          />
          {one.label}
        </label>
      ))}
    </div>
  );
}
