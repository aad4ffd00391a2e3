import { useState } from 'react';
import type { ReactNode } from 'react';
import { PasswordInput } from '@mantine/core';
import { dutyContract } from '#shared/features/duty/contract.ts';
import type { OwnDuty } from '#shared/features/duty/contract.ts';
import { useClient } from '../../api/client-context.tsx';
import { useCoreTexts } from '../../i18n/use-core-texts.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useDutyTexts } from './texts.ts';

interface Props {
  readonly own: OwnDuty;
  readonly onClose: () => void;
}

/** Typed twice: a PIN is not seen. The one before is asked for where the password was not just typed. */
export function ChoosePin({ own, onClose }: Props): ReactNode {
  const t = useDutyTexts();
  const core = useCoreTexts();
  const client = useClient();
  const act = useAct();
  const asksOld = own.hasPin && !own.isFresh;
  const [old, setOld] = useState('');
  const [pin, setPin] = useState('');
  const [again, setAgain] = useState('');
  const differs = again !== '' && again !== pin;
  const field = {
    inputMode: 'numeric',
    autoComplete: 'off',
    visibilityToggleButtonProps: { 'aria-label': core('login.showPassword') },
  } as const;
  return (
    <FormDialog
      title={t('choosePin.title')}
      submit={t('choosePin.submit')}
      isReady={pin !== '' && again === pin && (!asksOld || old !== '')}
      onSubmit={() =>
        act(() => client.ask(dutyContract, 'setPin', { pin, ...(asksOld && { old }) }), {
          done: t('choosePin.done'),
        })
      }
      onClose={onClose}
    >
      <p>{t('choosePin.lead')}</p>
      {asksOld && (
        <PasswordInput
          {...field}
          data-autofocus
          label={t('choosePin.old')}
          value={old}
          onChange={(event) => setOld(event.currentTarget.value)}
        />
      )}
      <PasswordInput
        {...field}
        {...(!asksOld && { 'data-autofocus': true })}
        label={t('choosePin.pin')}
        value={pin}
        onChange={(event) => setPin(event.currentTarget.value)}
      />
      <PasswordInput
        {...field}
        label={t('choosePin.again')}
        value={again}
        error={differs && t('choosePin.differs')}
        onChange={(event) => setAgain(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
