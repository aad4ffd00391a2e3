import type { ReactNode } from 'react';
import { IconCheck } from '@tabler/icons-react';
import { useErrorText } from '../i18n/error-text.ts';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import styles from './setting-row.module.css';
import type { SaveState } from './use-setting.ts';

interface Props {
  readonly id: string;
  readonly label: string;
  readonly hint?: string | undefined;
  /** What a value of this field looks like, told when one does not. */
  readonly rule?: string | undefined;
  readonly state: SaveState;
  readonly children: ReactNode;
}

/** Label and hint left, field right, below it what became of the last change. Its height never changes. */
export function SettingRow({ id, label, hint, rule, state, children }: Props): ReactNode {
  return (
    <div className={styles.row}>
      <div>
        <label htmlFor={id} id={`${id}-label`}>
          {label}
        </label>
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
