import type { ReactNode } from 'react';
import { IconCheck } from '@tabler/icons-react';
import { useErrorText } from '../i18n/error-text.ts';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import styles from './setting-row.module.css';
import type { FromHouse, SaveState } from './use-setting.ts';

interface Props {
  readonly id: string;
  readonly label: string;
  readonly hint?: string | undefined;
  /** What a value of this field looks like, told when one does not. */
  readonly rule?: string | undefined;
  readonly state: SaveState;
  /** Whose value it is, where the house has one. */
  readonly house?: FromHouse | undefined;
  readonly children: ReactNode;
}

/** Label and hint left, field right, below it what became of the last change. Its height never changes. */
export function SettingRow({ id, label, hint, rule, state, house, children }: Props): ReactNode {
  return (
    <div className={styles.row}>
      <div>
        <label htmlFor={id} id={`${id}-label`}>
          {label}
        </label>
        {house && <WhoseValue id={id} label={label} house={house} />}
        {hint && (
          <p className={styles.hint} id={`${id}-hint`}>
            {hint}
          </p>
        )}
      </div>
      <div className={styles.field}>
        {children}
        <p className={styles.told} data-is={state.is} role="status" id={`${id}-told`}>
          <Told state={state} rule={rule} />
        </p>
      </div>
    </div>
  );
}

/** On the label's line, so that nothing moves when it changes. */
function WhoseValue({
  id,
  label,
  house: { origin, value, back },
}: {
  readonly id: string;
  readonly label: string;
  readonly house: FromHouse;
}): ReactNode {
  const t = useCoreTexts();
  return (
    <span className={styles.house}>
      <span id={`${id}-house`}>{t(`settings.house.${origin}`)}</span>
      {origin !== 'house' && (
        <button
          type="button"
          aria-label={t('settings.house.backOf', { label })}
          title={t('settings.house.says', { value: String(value) })}
          onClick={back}
        >
          {t('settings.house.back')}
        </button>
      )}
    </span>
  );
}

function Told({ state, rule }: { readonly state: SaveState; readonly rule: string | undefined }): ReactNode {
  const t = useCoreTexts();
  const errorText = useErrorText();
  if (state.is === 'saved') {
    return (
      <>
        <IconCheck size={14} aria-hidden /> {t('settings.saved')}
        {state.undo && (
          <button type="button" onClick={state.undo}>
            {t('act.undo')}
          </button>
        )}
      </>
    );
  }
  if (state.is === 'invalid') return rule ?? t('settings.invalid');
  if (state.is === 'failed') {
    const { cause, next } = errorText(state.error);
    return `${cause} ${next}`;
  }
  return null;
}
