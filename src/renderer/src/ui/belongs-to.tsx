import type { ReactNode } from 'react';
import type { Ref } from '#shared/kernel/ref.ts';
import { Chip } from './chip.tsx';
import styles from './belongs-to.module.css';

interface Props {
  readonly label: string;
  readonly things: readonly {
    readonly ref: Ref;
    /** What it is told by: a number, a day. */
    readonly mark: string;
    readonly title: string;
  }[];
  readonly chosen: readonly Ref[];
  readonly onToggle: (ref: Ref) => void;
}

/** Things an entry may belong to, pressed where it does; nothing where there are none. */
export function BelongsTo({ label, things, chosen, onToggle }: Props): ReactNode {
  if (things.length === 0) return null;
  return (
    <div className={styles.things} role="group" aria-label={label}>
      <span>{label}</span>
      {things.map(({ ref, mark, title }) => (
        <Chip
          key={ref.id}
          className={styles.thing}
          title={title}
          aria-pressed={chosen.some(({ type, id }) => type === ref.type && id === ref.id)}
          onClick={() => onToggle(ref)}
        >
          <span>{mark}</span> {title}
        </Chip>
      ))}
    </div>
  );
}
