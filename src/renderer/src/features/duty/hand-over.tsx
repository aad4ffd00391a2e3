import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { Radio } from '@mantine/core';
import { dutyContract } from '#shared/features/duty/contract.ts';
import type { OwnDuty } from '#shared/features/duty/contract.ts';
import { useClient } from '../../api/client-context.tsx';
import { draftsSettled } from '../../api/draft-saver.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useAct } from '../../ui/use-act.ts';
import styles from './duty.module.css';
import { GiveWrapUps } from './give-wrap-ups.tsx';
import { useDutyTexts } from './texts.ts';

interface Props {
  readonly own: OwnDuty;
  readonly onClose: () => void;
}

/** To whom, and which of the unfinished wrap-ups go along; the others wait for their author. */
export function HandOver({ own: { colleagues, wrapUps }, onClose }: Props): ReactNode {
  const t = useDutyTexts();
  const client = useClient();
  const act = useAct();
  const group = useId();
  const [toUserId, setTo] = useState(colleagues[0]?.userId ?? '');
  const to = colleagues.find(({ userId }) => userId === toUserId);
  const send = (): Promise<boolean> =>
    act(async () => {
      await draftsSettled();
      await client.ask(dutyContract, 'handOver', { toUserId });
    });
  return (
    <FormDialog
      title={t('handOver.title')}
      submit={t('handOver.submit')}
      isReady={to !== undefined}
      onSubmit={send}
      onClose={onClose}
    >
      {colleagues.length === 0 ? (
        <p>{t('handOver.nobody')}</p>
      ) : (
        <fieldset className={styles.choices}>
          <legend>{t('handOver.to')}</legend>
          {colleagues.map(({ userId, userName }) => (
            <Radio
              key={userId}
              name={group}
              label={userName}
              checked={userId === toUserId}
              onChange={() => setTo(userId)}
            />
          ))}
        </fieldset>
      )}
      {to && <GiveWrapUps to={to} wrapUps={wrapUps} />}
    </FormDialog>
  );
}
