import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import type { CallerCard } from '#shared/calls/live-call.ts';
import { dutyContract } from '#shared/features/duty/contract.ts';
import { useClient } from '../../api/client-context.tsx';
import { draftsSettled } from '../../api/draft-saver.ts';
import { Row, Rows } from '../../ui/rows.tsx';
import { useAct } from '../../ui/use-act.ts';
import styles from './duty.module.css';
import { useDutyTexts } from './texts.ts';

interface Props {
  readonly to: { readonly userId: string; readonly userName: string };
  /** What is still open here; what is given away is no longer among them. */
  readonly wrapUps: readonly CallerCard[];
}

interface Given {
  readonly card: CallerCard;
  readonly toName: string;
}

/** One by one or all at once; what went stays in view with whose it is now. Nothing where nothing is open. */
export function GiveWrapUps({ to, wrapUps }: Props): ReactNode {
  const t = useDutyTexts();
  const client = useClient();
  const act = useAct();
  const [given, setGiven] = useState<readonly Given[]>([]);
  const isOpen = ({ ref }: CallerCard): boolean => !given.some(({ card }) => card.ref.id === ref.id);
  const open = wrapUps.filter(isOpen);
  const nameOf = ({ name }: CallerCard): string => name || t('handOver.withheld');
  const give = async (cards: readonly CallerCard[]): Promise<void> => {
    const worked = await act(async () => {
      // What is being typed has to be kept before it goes along.
      await draftsSettled();
      const ids = cards.map(({ ref }) => ref.id);
      await client.ask(dutyContract, 'giveWrapUps', { toUserId: to.userId, ids });
    });
    if (worked) setGiven((before) => [...before, ...cards.map((card) => ({ card, toName: to.userName }))]);
  };
  if (open.length + given.length === 0) return null;
  return (
    <fieldset className={styles.choices}>
      <legend>{t('handOver.wrapUps')}</legend>
      <Rows label={t('handOver.wrapUps')}>
        {open.map((card) => (
          <Row
            key={card.ref.id}
            title={nameOf(card)}
            {...(card.detail !== '' && { detail: card.detail })}
            acts={
              <Button
                size="xs"
                variant="default"
                aria-label={t('handOver.giveOf', { name: nameOf(card) })}
                onClick={() => void give([card])}
              >
                {t('handOver.give')}
              </Button>
            }
          />
        ))}
        {given.map(({ card, toName }) => (
          <Row
            key={card.ref.id}
            title={nameOf(card)}
            detail={<span role="status">{t('handOver.given', { name: toName })}</span>}
          />
        ))}
      </Rows>
      {open.length > 1 && (
        <Button variant="default" onClick={() => void give(open)}>
          {t('handOver.giveAll', { count: open.length })}
        </Button>
      )}
      {open.length > 0 && <p className={styles.hint}>{t('handOver.stays')}</p>}
    </fieldset>
  );
}
