import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { IconEraser, IconFileText, IconLock, IconLockOpen, IconBraces } from '@tabler/icons-react';
import { personRightsContract } from '#shared/features/person-rights/contract.ts';
import type { PersonFile } from '#shared/features/person-rights/person-file.ts';
import { partyUnrestrict } from '#shared/features/person-rights/restrict.ts';
import { useClient } from '../../api/client-context.tsx';
import { useRun } from '../../api/run-command.ts';
import { useQuery } from '../../api/use-query.ts';
import { hrefOf } from '../../app/router.ts';
import type { PartyProps } from '../../slots/slots.ts';
import { Panel } from '../../ui/panel.tsx';
import { useAct } from '../../ui/use-act.ts';
import { ArchiveDialog } from './archive-dialog.tsx';
import { EraseDialog } from './erase-dialog.tsx';
import { jsonText } from './person-archive.ts';
import { personHtml } from './person-html.ts';
import styles from './person-rights.module.css';
import { RestrictDialog } from './restrict-dialog.tsx';
import { saveText } from './save-text.ts';
import { restrictionTables } from './tables.ts';
import { usePersonRightsTexts } from './texts.ts';
import { usePaperWords } from './use-paper-words.ts';

/** What the law gives the person, for those who answer for the data; nobody else sees it. */
export function RightsPanel({ partyId }: PartyProps): ReactNode {
  const t = usePersonRightsTexts();
  const client = useClient();
  const run = useRun();
  const act = useAct();
  const words = usePaperWords();
  const [open, setOpen] = useState<'restrict' | 'erase'>();
  const [archive, setArchive] = useState<{ readonly file: PersonFile; readonly fileName: string }>();
  const { value } = useQuery(personRightsContract, 'of', { partyId }, restrictionTables);
  if (!value?.mayKeep) return null;
  const { restriction } = value;

  const save = async (kind: 'html' | 'json'): Promise<void> => {
    await act(async () => {
      const file = await client.ask(personRightsContract, 'file', { partyId });
      // Ids and a day, no name: file names are seen by backup programs and in lists of downloads.
      const fileName = `auskunft-${partyId.slice(-6)}-${file.madeAt.slice(0, 10)}`;
      // With files it is one archive of everything, whichever was asked for.
      if (file.contents.length > 0) {
        setArchive({ file, fileName });
        return;
      }
      const { contents: _, ...data } = file;
      if (kind === 'html') saveText(`${fileName}.html`, personHtml(file, words), 'text/html;charset=utf-8');
      else saveText(`${fileName}.json`, jsonText(data), 'application/json');
      await act(async () => undefined, { done: t('file.done', { name: file.name }) });
    });
  };
  const lift = (id: string): Promise<boolean> =>
    act(() => run(partyUnrestrict, { id }), { done: t('restrict.lifted') });

  return (
    <Panel
      title={t('panel')}
      action={
        <a className={styles.more} href={hrefOf('/person-rights')}>
          {t('list')}
        </a>
      }
    >
      <p className={styles.hint}>{t('panelHint')}</p>
      <div className={styles.buttons}>
        <Button variant="default" leftSection={<IconFileText size={16} />} onClick={() => void save('html')}>
          {t('file.html')}
        </Button>
        <Button variant="default" leftSection={<IconBraces size={16} />} onClick={() => void save('json')}>
          {t('file.json')}
        </Button>
        {restriction ? (
          <Button
            variant="default"
            leftSection={<IconLockOpen size={16} />}
            onClick={() => void lift(restriction.id)}
          >
            {t('restrict.lift')}
          </Button>
        ) : (
          <Button variant="default" leftSection={<IconLock size={16} />} onClick={() => setOpen('restrict')}>
            {t('restrict.open')}
          </Button>
        )}
        <Button
          variant="default"
          className={styles.danger}
          leftSection={<IconEraser size={16} />}
          onClick={() => setOpen('erase')}
        >
          {t('erase.open')}
        </Button>
      </div>
      {archive && <ArchiveDialog {...archive} onClose={() => setArchive(undefined)} />}
      {open === 'restrict' && <RestrictDialog partyId={partyId} onClose={() => setOpen(undefined)} />}
      {open === 'erase' && <EraseDialog partyId={partyId} onClose={() => setOpen(undefined)} />}
    </Panel>
  );
}
