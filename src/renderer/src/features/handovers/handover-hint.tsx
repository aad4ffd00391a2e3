import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { IconArrowForwardUp } from '@tabler/icons-react';
import { PopLine } from '../../calls/pop-line.tsx';
import type { LiveCall } from '#shared/calls/live-call.ts';
import { useFormat } from '../../i18n/use-format.ts';
import styles from './handovers.module.css';
import { useHandoverTexts } from './texts.ts';
import { useHandover } from './use-handover.ts';
import { handoverWords } from './words.ts';

interface Props {
  readonly call: LiveCall;
  readonly open?: () => void;
}

/** "Weitergeleitet von Nadine Kröger: Erika Brandt – Funkfinger defekt", and by which rule; never a fact of its own. */
export function HandoverHint({ call, open }: Props): ReactNode {
  const t = useHandoverTexts();
  const format = useFormat();
  const handover = useHandover(call.id);
  if (!handover) return null;
  const { fromName: who, partyId, partyName: party, rule, heardAt, ticket } = handover;
  return (
    <div className={styles.hint} role="note" aria-label={t('from', { who })}>
      <PopLine icon={IconArrowForwardUp} tone="warn">
        {handoverWords(handover, t)}
      </PopLine>
      {ticket && <p className={styles.more}>{t('ticket', ticket)}</p>}
      <p className={styles.more}>{t(`why.${rule}`, { who, time: format.time(heardAt) })}</p>
      {partyId !== null && party === null && <p className={styles.more}>{t('gone')}</p>}
      {open && party !== null && <Button onClick={open}>{t('open', { party })}</Button>}
    </div>
  );
}
