import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { Checkbox, Radio } from '@mantine/core';
import { dutyContract } from '#shared/features/duty/contract.ts';
import type { OwnDuty } from '#shared/features/duty/contract.ts';
import { useClient } from '../../api/client-context.tsx';
import { draftsSettled } from '../../api/draft-saver.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useAct } from '../../ui/use-act.ts';
import styles from './duty.module.css';
import { useDutyTexts } from './texts.ts';

interface Props {
  readonly own: OwnDuty;
  readonly onClose: () => void;
}

/** To whom, and whether what is not wrapped up goes along; else it waits for its author. */
export function HandOver({ own: { colleagues, openWrapUps }, onClose }: Props): ReactNode {
  const t = useDutyTexts();
  const client = useClient();
  const act = useAct();
  const group = useId();
  const [toUserId, setTo] = useState(colleagues[0]?.userId ?? '');
  const [withWrapUps, setWith] = useState(false);
  const send = (): Promise<boolean> =>
    act(async () => {
      await draftsSettled();
      await client.ask(dutyContract, 'handOver', { toUserId, withWrapUps });
    });
  return (
    <FormDialog
      title={t('handOver.title')}
      submit={t('handOver.submit')}
      isReady={toUserId !== ''}
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
      {openWrapUps > 0 && colleagues.length > 0 && (
        <Checkbox
          label={t('handOver.withWrapUps', { count: openWrapUps })}
          description={t('handOver.stays')}
          checked={withWrapUps}
          onChange={(event) => setWith(event.currentTarget.checked)}
        />
      )}
    </FormDialog>
  );
}
