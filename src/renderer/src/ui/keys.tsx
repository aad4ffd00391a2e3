import { Fragment } from 'react';
import type { ReactNode } from 'react';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import styles from './keys.module.css';

const NAMED = ['Mod', 'Alt', 'Shift', 'Enter', 'Escape', 'Space', 'Delete'] as const;
type Named = (typeof NAMED)[number];
const SIGNS: Readonly<Record<string, string>> = {
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
};
const isNamed = (key: string): key is Named => (NAMED as readonly string[]).includes(key);

/** A shortcut as it stands on the keyboard of the chosen language: `Strg K`. Hidden from screen readers, which are told by `aria-keyshortcuts`. */
export function Keys({ combo }: { readonly combo: string }): ReactNode {
  const t = useCoreTexts();
  const parts = combo.split(' ').map((step) => step.split('+'));
  return (
    <span className={styles.keys} aria-hidden="true">
      {parts.map((step, index) => (
        <Fragment key={index}>
          {step.map((key) => (
            <kbd key={key}>{isNamed(key) ? t(`key.${key}`) : (SIGNS[key] ?? key.toUpperCase())}</kbd>
          ))}
        </Fragment>
      ))}
    </span>
  );
}
