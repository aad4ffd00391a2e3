import type { ReactNode } from 'react';
import { IconPaperclip } from '@tabler/icons-react';
import type { Ref } from '#shared/kernel/ref.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Panel } from '../../ui/panel.tsx';
import { FileDrop } from './file-drop.tsx';
import { FileList } from './file-list.tsx';
import styles from './files.module.css';
import { subjectOf } from './subject-of.ts';
import { useAttachmentTexts } from './texts.ts';
import { useAttachments } from './use-attachments.ts';

/** The files of a ticket, on its own screen. */
export function FilesPanel({ thing }: { readonly thing: Ref }): ReactNode {
  const t = useAttachmentTexts();
  const subject = subjectOf(thing);
  const { files, error } = useAttachments(subject);
  if (!subject) return null;
  return (
    <Panel title={t('title')} count={files?.length}>
      <div className={styles.panel}>
        {error !== undefined && <ErrorNote error={error} />}
        <FileDrop subject={subject}>
          {files?.length === 0 && <EmptyState icon={IconPaperclip} title={t('none')} hint={t('noneHint')} />}
          {files && files.length > 0 && <FileList files={files} canChange subject={subject} />}
        </FileDrop>
      </div>
    </Panel>
  );
}
