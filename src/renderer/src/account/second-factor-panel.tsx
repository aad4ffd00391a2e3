import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { accountContract } from '#shared/ipc/account-contract.ts';
import { useClient } from '../api/client-context.tsx';
import { useQuery } from '../api/use-query.ts';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { ErrorNote } from '../ui/error-note.tsx';
import { Panel } from '../ui/panel.tsx';
import { useAct } from '../ui/use-act.ts';
import styles from './account.module.css';
import { accountTables } from './account-tables.ts';
import { RecoveryCodes } from './recovery-codes.tsx';

type Step =
  | { readonly at: 'rest' }
  | { readonly at: 'scan'; readonly secret: string; readonly qr: string }
  | { readonly at: 'codes'; readonly codes: readonly string[] };

/** Off → password → scan and first code → recovery codes → on → password and code → off. */
export function SecondFactorPanel({ must = false }: { readonly must?: boolean }): ReactNode {
  const t = useCoreTexts();
  const client = useClient();
  const act = useAct();
  const state = useQuery(accountContract, 'secondFactor', {}, accountTables);
  const [step, setStep] = useState<Step>({ at: 'rest' });
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [error, setError] = useState<unknown>();
  const isOn = state.value?.on ?? false;

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setError(undefined);
    try {
      if (step.at === 'scan') {
        const { recoveryCodes } = await client.ask(accountContract, 'confirmSecondFactor', { code });
        setStep({ at: 'codes', codes: recoveryCodes });
      } else if (isOn) {
        await client.ask(accountContract, 'removeSecondFactor', { password, code });
        await act(async () => undefined, { done: t('account.factor.removed') });
        setPassword('');
      } else {
        const { secret, qr } = await client.ask(accountContract, 'beginSecondFactor', { password });
        setStep({ at: 'scan', secret, qr });
        setPassword('');
      }
      setCode('');
    } catch (refused) {
      setError(refused);
    }
  };
  const finish = (): void => {
    setStep({ at: 'rest' });
    void act(() => client.ask(accountContract, 'finish', {}));
  };

  if (step.at === 'codes') return <RecoveryCodes codes={step.codes} onSeen={finish} />;
  const passwordField = (
    <PasswordInput
      label={t('account.factor.password')}
      autoComplete="current-password"
      visibilityToggleButtonProps={{ 'aria-label': t('account.password.show') }}
      value={password}
      onChange={(event) => setPassword(event.currentTarget.value)}
    />
  );
  const codeField = (label: string): ReactNode => (
    <TextInput
      label={label}
      autoComplete="one-time-code"
      value={code}
      onChange={(event) => setCode(event.currentTarget.value)}
    />
  );
  return (
    <Panel title={t('account.factor.title')}>
      {state.error !== undefined && <ErrorNote error={state.error} />}
      {state.value && (
        <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
          {step.at === 'scan' ? (
            <>
              <p className={styles.note}>{t('account.factor.scan')}</p>
              <img
                className={styles.qr}
                alt={t('account.factor.qr')}
                src={`data:image/svg+xml,${encodeURIComponent(step.qr)}`}
              />
              <TextInput label={t('account.factor.secret')} value={step.secret} readOnly />
              {codeField(t('account.factor.code'))}
            </>
          ) : (
            <>
              <p className={styles.note}>
                {t(isOn ? 'account.factor.on' : must ? 'account.factor.mustLead' : 'account.factor.off')}{' '}
                {isOn && t('account.factor.left', { count: state.value.recoveryCodes })}
              </p>
              {!(isOn && state.value.required) && passwordField}
              {isOn && !state.value.required && codeField(t('account.factor.codeOrRecovery'))}
            </>
          )}
          {error !== undefined && <ErrorNote error={error} />}
          {step.at === 'scan' && <Button type="submit">{t('account.factor.confirm')}</Button>}
          {step.at === 'rest' && !isOn && <Button type="submit">{t('account.factor.begin')}</Button>}
          {step.at === 'rest' && isOn && !state.value.required && (
            <Button type="submit" variant="default">
              {t('account.factor.remove')}
            </Button>
          )}
        </form>
      )}
    </Panel>
  );
}
