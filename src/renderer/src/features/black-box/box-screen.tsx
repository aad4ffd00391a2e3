import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { blackBoxContract } from '#shared/features/black-box/contract.ts';
import { useClient } from '../../api/client-context.tsx';
import { useQuery } from '../../api/use-query.ts';
import { hrefOf } from '../../app/router.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ScreenTitle } from '../../ui/screen-title.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useNow } from '../../ui/use-now.ts';
import styles from './black-box.module.css';
import { farEndOf } from './far-end-of.ts';
import { saveFile } from './save-file.ts';
import { useBlackBoxTexts } from './texts.ts';
import { Timeline } from './timeline.tsx';
import { WhyPanel } from './why-panel.tsx';

/** One call: why it was matched so, and everything that happened. */
export function BoxScreen({ params }: { readonly params: Readonly<Record<string, string>> }): ReactNode {
  const t = useBlackBoxTexts();
  const format = useFormat();
  const client = useClient();
  const act = useAct();
  const now = useNow();
  const id = params['id'] ?? '';
  const { value: box, error } = useQuery(blackBoxContract, 'box', { id }, ['black_box']);
  const exportFile = (): Promise<boolean> =>
    act(async () => saveFile(await client.ask(blackBoxContract, 'export', { id })), {
      done: t('box.exported'),
    });
  if (error !== undefined) return <ErrorNote error={error} />;
  if (box === undefined) return null;
  if (box === null) {
    return (
      <ScreenTitle title={t('box.gone')}>
        <a href={hrefOf('/black-box')}>{t('box.back')}</a>
      </ScreenTitle>
    );
  }
  return (
    <div className={styles.screen}>
      <ScreenTitle
        title={`${t('box.title')}: ${farEndOf(box.facts, t)}`}
        detail={`${format.moment(box.beganAt, now)} · ${t('box.device')} ${box.device}`}
      >
        <a className={styles.back} href={hrefOf('/black-box')}>
          {t('box.back')}
        </a>
        <Button leftSection={<IconDownload size={16} aria-hidden />} onClick={() => void exportFile()}>
          {t('box.export')}
        </Button>
      </ScreenTitle>
      <WhyPanel facts={box.facts} />
      <Panel title={t('box.timeline')} action={<span className={styles.aside}>{t('box.timelineHint')}</span>}>
        <Timeline box={box} />
        {box.isCut && <p className={styles.note}>{t('box.cut')}</p>}
      </Panel>
    </div>
  );
}
