import { useState } from 'react';
import type { ReactNode } from 'react';
import { TextInput } from '@mantine/core';
import { IconDownload, IconPencil, IconPlayerStop, IconTrash } from '@tabler/icons-react';
import { attachmentAdd, attachmentRemove, attachmentRename } from '#shared/features/attachments/commands.ts';
import type { Subject } from '#shared/features/attachments/commands.ts';
import { attachmentsContract } from '#shared/features/attachments/contract.ts';
import type { AttachmentView } from '#shared/features/attachments/contract.ts';
import { cleanFileName } from '#shared/files/file-name.ts';
import { useClient } from '../../api/client-context.tsx';
import { newId } from '../../api/new-id.ts';
import { useRun } from '../../api/run-command.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useNow } from '../../ui/use-now.ts';
import { FileIcon } from './file-icon.tsx';
import { FileState } from './file-state.tsx';
import styles from './files.module.css';
import { sizeText } from './size-text.ts';
import { useAttachmentTexts } from './texts.ts';
import { useHandOver } from './use-hand-over.ts';

interface Props {
  readonly files: readonly AttachmentView[];
  readonly subject: Subject;
  /** Whether names can be changed here, and files be removed. */
  readonly canChange: boolean;
}

export function FileList({ files, subject, canChange }: Props): ReactNode {
  const t = useAttachmentTexts();
  const [renaming, setRenaming] = useState<AttachmentView>();
  return (
    <>
      <ul className={styles.list} aria-label={t('title')}>
        {files.map((file) => (
          <FileLine
            key={file.id}
            file={file}
            subject={subject}
            onRename={canChange && file.state !== 'draft' ? () => setRenaming(file) : undefined}
            canRemove={canChange && file.mayRemove}
          />
        ))}
      </ul>
      {renaming && <RenameDialog file={renaming} onClose={() => setRenaming(undefined)} />}
    </>
  );
}

interface LineProps {
  readonly file: AttachmentView;
  readonly subject: Subject;
  readonly onRename: (() => void) | undefined;
  readonly canRemove: boolean;
}

function FileLine({ file, subject, onRename, canRemove }: LineProps): ReactNode {
  const t = useAttachmentTexts();
  const client = useClient();
  const run = useRun();
  const act = useAct();
  const format = useFormat();
  const now = useNow();
  const handOver = useHandOver();
  const { id, fileName, transfer } = file;
  const remove = (): void => {
    if (file.state === 'draft') {
      void act(() => client.ask(attachmentsContract, 'dropDraft', { id }));
      return;
    }
    const { mediaType, bytes, sha256 } = file;
    void act(() => run(attachmentRemove, { id }), {
      done: t('removed', { name: fileName }),
      undo: () => run(attachmentAdd, { id: newId(), subject, fileName, mediaType, bytes, sha256 }),
    });
  };
  return (
    <li className={styles.line}>
      <FileIcon fileName={fileName} />
      <div className={styles.text}>
        <button
          type="button"
          className={styles.name}
          title={fileName}
          aria-label={t(file.mayOpen ? 'open' : 'save', { name: fileName })}
          onClick={() => void handOver(file, file.mayOpen ? 'open' : 'save')}
        >
          {fileName}
        </button>
        <p className={styles.detail}>
          <span className={styles.size}>{sizeText(file.bytes, t, format)}</span>
          <span>{t('by', { name: file.addedBy, when: format.moment(file.addedAt, now) })}</span>
          <FileState file={file} />
        </p>
      </div>
      <span className={styles.acts}>
        {transfer?.way === 'down' && (
          <IconButton
            icon={IconPlayerStop}
            label={t('stop', { name: fileName })}
            onClick={() => void act(() => client.ask(attachmentsContract, 'stop', { id }))}
          />
        )}
        {file.mayOpen && (
          <IconButton
            icon={IconDownload}
            label={t('save', { name: fileName })}
            onClick={() => void handOver(file, 'save')}
          />
        )}
        {onRename && (
          <IconButton icon={IconPencil} label={t('rename', { name: fileName })} onClick={onRename} />
        )}
        {canRemove && (
          <IconButton icon={IconTrash} label={t('remove', { name: fileName })} onClick={remove} />
        )}
      </span>
    </li>
  );
}

function RenameDialog({
  file,
  onClose,
}: {
  readonly file: AttachmentView;
  readonly onClose: () => void;
}): ReactNode {
  const t = useAttachmentTexts();
  const run = useRun();
  const act = useAct();
  const [typed, setTyped] = useState(file.fileName);
  const fileName = cleanFileName(typed);
  const rename = (to: string): Promise<void> => run(attachmentRename, { id: file.id, fileName: to });
  return (
    <FormDialog
      title={t('renameTitle')}
      submit={t('keep')}
      isReady={typed.trim() !== '' && fileName !== file.fileName}
      onSubmit={() =>
        act(() => rename(fileName), {
          done: t('renamed', { name: fileName }),
          undo: () => rename(file.fileName),
        })
      }
      onClose={onClose}
    >
      <TextInput
        label={t('fileName')}
        value={typed}
        maxLength={200}
        data-autofocus
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
