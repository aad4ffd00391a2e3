import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { DragEvent, ReactNode } from 'react';
import { Progress } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import type { Subject } from '#shared/features/attachments/commands.ts';
import { largestFile, MB } from '#shared/files/file-limit.ts';
import { useNamedAct } from '../../acts/use-named-act.ts';
import { useSession } from '../../api/desk-state.tsx';
import styles from './files.module.css';
import { useAttachmentTexts } from './texts.ts';
import { useAddFiles } from './use-add-files.ts';

interface Props {
  readonly subject: Subject;
  /** The files that are there. */
  readonly children: ReactNode;
}

const hasFiles = (data: DataTransfer): boolean => [...data.types].includes('Files');

/** Takes files by its button, dropped onto it, or pasted while the focus is near. */
export function FileDrop({ subject, children }: Props): ReactNode {
  const t = useAttachmentTexts();
  const session = useSession();
  const { coming, add } = useAddFiles(subject);
  const input = useRef<HTMLInputElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const [isOver, setIsOver] = useState(false);
  const choose = (): void => input.current?.click();
  useNamedAct({ id: 'attachments.add', name: t('add'), also: t('also'), icon: IconPaperclip, run: choose });

  const onPaste = useEffectEvent((event: ClipboardEvent) => {
    const files = [...(event.clipboardData?.files ?? [])];
    // A text that comes with a picture of itself (a cell of a sheet) is a text.
    const isText = event.clipboardData?.types.includes('text/plain') ?? false;
    const { current } = box;
    if (files.length === 0 || isText || !current) return;
    const form = current.closest('form') ?? current;
    const isNear = event.target instanceof Node && form.contains(event.target);
    if (!isNear && document.activeElement !== document.body) return;
    event.preventDefault();
    void add(files);
  });
  useEffect(() => {
    const listener = (event: ClipboardEvent): void => onPaste(event);
    document.addEventListener('paste', listener);
    return () => document.removeEventListener('paste', listener);
  }, []);

  const onDrag = (event: DragEvent): void => {
    if (!hasFiles(event.dataTransfer)) return;
    event.preventDefault();
    setIsOver(true);
  };
  return (
    <div
      ref={box}
      className={styles.drop}
      data-over={isOver || undefined}
      onDragEnter={onDrag}
      onDragOver={onDrag}
      onDragLeave={(event) => {
        if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget)))
          setIsOver(false);
      }}
      onDrop={(event) => {
        if (!hasFiles(event.dataTransfer)) return;
        event.preventDefault();
        setIsOver(false);
        void add([...event.dataTransfer.files]);
      }}
    >
      {children}
      <div className={styles.foot}>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          aria-label={t('add')}
          onChange={(event) => {
            void add([...(event.currentTarget.files ?? [])]);
            event.currentTarget.value = '';
          }}
        />
        <button type="button" className={styles.add} onClick={choose}>
          <IconPaperclip size={14} aria-hidden /> {t('add')}
        </button>
        <span className={styles.hint}>
          {isOver ? t('dropHere') : t('most', { mb: largestFile(session) / MB })}
        </span>
      </div>
      <div role="status" className={styles.coming}>
        {coming && (
          <>
            {t('coming', { name: coming.name, percent: coming.percent })}
            <Progress
              value={coming.percent}
              size="sm"
              aria-label={t('coming', { name: coming.name, percent: coming.percent })}
            />
          </>
        )}
      </div>
    </div>
  );
}
