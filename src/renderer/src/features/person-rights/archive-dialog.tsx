import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { Button, Modal, Progress } from '@mantine/core';
import { personRightsContract } from '#shared/features/person-rights/contract.ts';
import type { PersonFile } from '#shared/features/person-rights/person-file.ts';
import { useClient } from '../../api/client-context.tsx';
import { useCoreTexts } from '../../i18n/use-core-texts.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useAct } from '../../ui/use-act.ts';
import type { Enclosed } from './enclosed.ts';
import { gatherContents } from './gather-contents.ts';
import type { Gathered } from './gather-contents.ts';
import { enclosedIn, personArchive } from './person-archive.ts';
import styles from './person-rights.module.css';
import { saveBlob } from './save-text.ts';
import { usePersonRightsTexts } from './texts.ts';
import { usePaperWords } from './use-paper-words.ts';

interface Props {
  readonly file: PersonFile;
  /** Without ending. */
  readonly fileName: string;
  readonly onClose: () => void;
}

const MB = 2 ** 20;

/** Brings the files of a person together with the page and the data, and saves them; what is missing is told first. */
export function ArchiveDialog({ file, fileName, onClose }: Props): ReactNode {
  const t = usePersonRightsTexts();
  const common = useCoreTexts();
  const format = useFormat();
  const { gathered, progress, again, save } = useArchive(file, fileName, onClose);
  const missing = gathered ? enclosedIn(file, gathered).filter((each) => each.missing !== null) : [];
  const mb = (bytes: number): string => format.number(Math.round((bytes / MB) * 10) / 10);
  return (
    <Modal
      opened
      onClose={onClose}
      closeButtonProps={{ 'aria-label': common('act.close') }}
      title={t('archive.title')}
    >
      <div className={styles.form}>
        <p>{t('archive.lead', { count: file.contents.length })}</p>
        {missing.length === 0 ? (
          <div role="status">
            <p>{t('archive.progress', { done: mb(progress.done), total: mb(progress.total) })}</p>
            <Progress
              value={progress.total === 0 ? 0 : (100 * progress.done) / progress.total}
              aria-label={t('archive.title')}
            />
          </div>
        ) : (
          <Lacking missing={missing} />
        )}
        <div className={styles.acts}>
          <Button variant="default" onClick={onClose}>
            {common('act.cancel')}
          </Button>
          {missing.length > 0 && (
            <>
              <Button variant="default" onClick={save}>
                {t('archive.without', { count: missing.length })}
              </Button>
              <Button data-autofocus onClick={again}>
                {t('archive.again')}
              </Button>
            </>
          )}
        </div>
      </div>
    </Modal>
  );
}

function Lacking({ missing }: { readonly missing: readonly Enclosed[] }): ReactNode {
  const t = usePersonRightsTexts();
  return (
    <div role="alert">
      <p>{t('archive.missing', { count: missing.length })}</p>
      <ul className={styles.list}>
        {missing.map(({ contents: { id, name }, missing: reason }) => (
          <li key={id}>
            {name}: {reason !== null && t(`paper.missing.${reason}`)}
          </li>
        ))}
      </ul>
    </div>
  );
}

interface Archive {
  /** What has been found so far, where something is missing. */
  readonly gathered: Gathered | undefined;
  /** Bytes. */
  readonly progress: { readonly done: number; readonly total: number };
  readonly again: () => void;
  readonly save: () => void;
}

/** Begins by itself, ends with the dialog, and saves where nothing is missing. */
function useArchive(file: PersonFile, fileName: string, onClose: () => void): Archive {
  const t = usePersonRightsTexts();
  const client = useClient();
  const act = useAct();
  const words = usePaperWords();
  const [progress, setProgress] = useState({ done: 0, total: 0 });
  const [gathered, setGathered] = useState<Gathered>();
  const found = useRef<Gathered['found']>(new Map());
  const living = useRef(new AbortController());

  const write = async (all: Gathered, signal: AbortSignal): Promise<void> => {
    const archive = await personArchive(file, all, words, signal);
    if (!archive) return;
    saveBlob(`${fileName}.zip`, archive);
    onClose();
    const told = { name: file.name, count: all.missing.size };
    await act(async () => undefined, {
      done: t(all.missing.size > 0 ? 'archive.doneWithout' : 'file.done', told),
    });
  };
  const gather = async (signal: AbortSignal): Promise<void> => {
    const all = await gatherContents(file.contents, found.current, {
      piece: ({ table, id, sha256 }, no, isHereOnly) =>
        client.ask(personRightsContract, 'contents', {
          ...{ partyId: file.partyId, table, id, sha256, no, isHereOnly },
        }),
      onProgress: (done, total) => setProgress({ done, total }),
      signal,
    });
    if (!all) return;
    found.current = all.found;
    if (all.missing.size > 0) setGathered(all);
    else await write(all, signal);
  };
  const begin = async (signal: AbortSignal): Promise<void> => {
    const isDone = await act(() => gather(signal));
    if (!isDone && !signal.aborted) onClose();
  };
  const onShown = useEffectEvent(begin);
  useEffect(() => {
    const abort = new AbortController();
    living.current = abort;
    void onShown(abort.signal);
    return () => abort.abort();
  }, []);
  return {
    gathered,
    progress,
    again() {
      setGathered(undefined);
      void begin(living.current.signal);
    },
    save() {
      if (gathered) void act(() => write(gathered, living.current.signal));
    },
  };
}
