import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { IconBan, IconPencil } from '@tabler/icons-react';
import { maySetBlocks } from '#shared/features/blocks/commands.ts';
import { noonOf } from '#shared/kernel/day.ts';
import { useSession } from '../../api/desk-state.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import type { PartyProps } from '../../slots/slots.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Row, Rows } from '../../ui/rows.tsx';
import { SetBlock } from './set-block.tsx';
import { useBlockTexts } from './texts.ts';
import { useBlocks, useBlockWords } from './use-blocks.ts';
import type { BlockOfToday } from './use-blocks.ts';
import styles from './blocks.module.css';

/** The blocks there are and were. Whoever may not set any sees the panel only where there is something in it. */
export function BlocksPanel({ partyId }: PartyProps): ReactNode {
  const t = useBlockTexts();
  const session = useSession();
  const [asking, setAsking] = useState<'new' | BlockOfToday | null>(null);
  const blocks = useBlocks(partyId);
  const maySet = session ? maySetBlocks(session) : false;
  if (blocks.length === 0 && !maySet) return null;
  return (
    <Panel
      title={t('panel')}
      count={blocks.length}
      action={
        maySet && (
          <Button variant="subtle" leftSection={<IconBan size={16} />} onClick={() => setAsking('new')}>
            {t('set.open')}
          </Button>
        )
      }
    >
      {blocks.length === 0 && <p className={styles.none}>{t('none')}</p>}
      {blocks.length > 0 && (
        <Rows label={t('panel')}>
          {blocks.map((block) => (
            <BlockRow key={block.id} block={block} onChange={maySet ? () => setAsking(block) : undefined} />
          ))}
        </Rows>
      )}
      {asking && (
        <SetBlock
          partyId={partyId}
          block={asking === 'new' ? undefined : asking}
          onClose={() => setAsking(null)}
        />
      )}
    </Panel>
  );
}

function BlockRow({
  block,
  onChange,
}: {
  readonly block: BlockOfToday;
  readonly onChange: (() => void) | undefined;
}): ReactNode {
  const t = useBlockTexts();
  const { why } = useBlockWords();
  const format = useFormat();
  const day = (text: string): string => format.date(noonOf(text));
  const { state, since, until, liftedAt, liftedBy, setBy } = block;
  const from = day(since);
  const lifted =
    liftedAt === null
      ? ''
      : liftedBy === ''
        ? t('line.lifted', { day: format.date(liftedAt) })
        : t('line.liftedBy', { day: format.date(liftedAt), name: liftedBy });
  const detail = [
    until === null ? t('line.from', { day: from }) : t('line.between', { from, until: day(until) }),
    setBy && t('line.setBy', { name: setBy }),
    lifted,
  ];
  const isOpen = state === 'active' || state === 'coming';
  return (
    <Row
      title={why(block)}
      marks={<Mark tone={state === 'active' ? 'block' : 'plain'}>{t(`state.${state}`)}</Mark>}
      detail={detail.filter(Boolean).join(' · ')}
      acts={isOpen && onChange && <IconButton icon={IconPencil} label={t('set.change')} onClick={onChange} />}
    />
  );
}
