import type { ReactNode } from 'react';
import { IconPaperclip } from '@tabler/icons-react';
import { useFormat } from '../../i18n/use-format.ts';
import styles from './file-mark.module.css';
import { useInteractionTexts } from './texts.ts';

/** How many files hang on an entry; nothing where there are none. */
export function FileMark({ files }: { readonly files: number }): ReactNode {
  const t = useInteractionTexts();
  const format = useFormat();
  if (files === 0) return null;
  const text = t('files', { count: files });
  return (
    <span className={styles.mark} title={text}>
      <IconPaperclip size={14} aria-hidden />
      <span aria-hidden>{format.number(files)}</span>
      <span className={styles.spoken}>{text}</span>
    </span>
  );
}
