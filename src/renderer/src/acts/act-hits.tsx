import { useId } from 'react';
import type { ReactNode } from 'react';
import { IconChevronRight } from '@tabler/icons-react';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import type { ListedAct } from './act.ts';
import { listed } from './act.ts';
import styles from './act-hits.module.css';
import { useActStore } from './act-store.ts';
import { ComboKeys } from './combo-keys.tsx';
import { findActs } from './find-acts.ts';

/** Before the text: acts and nothing else. */
export const ACT_SIGN = '>';
/** Beside other hits: enough letters to mean something, and no more lines than leave room for them. */
const LEAST_LETTERS = 2;
const MOST_BESIDE = 5;

interface Props {
  /** As typed. */
  readonly text: string;
  readonly onRun: (act: ListedAct) => void;
}

/** What can be done, below what can be found; after `>` alone, those used last on top. */
export function ActHits({ text, onRun }: Props): ReactNode {
  const t = useCoreTexts();
  const acts = useActStore((store) => store.acts);
  const recent = useActStore((store) => store.recent);
  const only = text.startsWith(ACT_SIGN);
  const typed = only ? text.slice(ACT_SIGN.length) : text;
  if (!only && typed.trim().length < LEAST_LETTERS) return null;
  const possible = listed(acts.values())
    .filter(({ isPossible, run }) => isPossible && run !== undefined)
    .map((act) => ({ ...act, placeName: t(`acts.place.${act.place}`) }));
  const found = findActs(possible, typed, recent).slice(0, only ? undefined : MOST_BESIDE);
  if (found.length === 0)
    return only ? <p className={styles.none}>{t('acts.none', { text: typed.trim() })}</p> : null;
  return (
    <div role="group" aria-label={t('acts.title')}>
      <div className={styles.title} aria-hidden="true">
        {t('acts.title')}
      </div>
      {found.map((act) => (
        <ActHit key={act.id} act={act} placeName={act.placeName} onRun={() => onRun(act)} />
      ))}
    </div>
  );
}

interface HitProps {
  readonly act: ListedAct;
  readonly placeName: string;
  readonly onRun: () => void;
}

function ActHit({ act, placeName, onRun }: HitProps): ReactNode {
  const id = useId();
  const Icon = act.icon ?? IconChevronRight;
  return (
    <button
      id={id}
      type="button"
      role="option"
      aria-selected={false}
      tabIndex={-1}
      className={styles.act}
      data-act
      onClick={onRun}
    >
      <Icon size={16} />
      <span className={styles.name}>{act.name}</span>
      <span className={styles.place}>{placeName}</span>
      {act.keys !== undefined && (
        <span className={styles.keys}>
          <ComboKeys combos={act.keys} />
        </span>
      )}
    </button>
  );
}
