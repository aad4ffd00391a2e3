import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { attachmentsContract } from '#shared/features/attachments/contract.ts';
import { useClient } from '../../api/client-context.tsx';
import type { ThingFilesProps } from '../../slots/slots.ts';
import { subjectOf } from './subject-of.ts';
import { FileList } from './file-list.tsx';
import { FileDrop } from './file-drop.tsx';
import styles from './files.module.css';
import { useAttachments } from './use-attachments.ts';
import { useAttachmentTexts } from './texts.ts';

/** The files of an entry, where it is read or typed. */
export function FilesPart({ thing, canAdd, onWaiting, forgetRef }: ThingFilesProps): ReactNode {
  const t = useAttachmentTexts();
  const client = useClient();
  const subject = subjectOf(thing);
  const { files } = useAttachments(subject);
  const waiting = files?.filter(({ state }) => state === 'draft').length;
  useEffect(() => {
    if (waiting !== undefined) onWaiting?.(waiting);
  }, [waiting, onWaiting]);
  const id = subject?.id;
  const type = subject?.type;
  useEffect(() => {
    if (!forgetRef || id === undefined || type === undefined) return undefined;
    forgetRef.current = () => client.ask(attachmentsContract, 'forget', { subject: { type, id } });
    return () => {
      forgetRef.current = null;
    };
  }, [client, forgetRef, id, type]);
  if (!subject) return null;
  const list = files && files.length > 0 && <FileList files={files} canChange={canAdd} subject={subject} />;
  if (!canAdd) return list || null;
  return (
    <div className={styles.part} role="group" aria-label={t('title')}>
      <FileDrop subject={subject}>{list}</FileDrop>
    </div>
  );
}
