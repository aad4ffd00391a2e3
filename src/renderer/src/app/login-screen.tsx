import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { Button, PasswordInput, TextInput } from '@mantine/core';
import type { z } from 'zod';
import { sessionContract } from '#shared/ipc/core-contracts.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import { BrowserSignIn } from '../account/browser-sign-in.tsx';
import { LockNote } from '../account/lock-note.tsx';
import { useClient } from '../api/client-context.tsx';
import { useDeskState, useSettings } from '../api/desk-state.tsx';
import { SignedOutCalls } from '../calls/signed-out-calls.tsx';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { CentreAuthority } from '../settings/centre-authority.tsx';
import { StepIndicator } from '../start/step-indicator.tsx';
import { AppMark } from '../theme/app-mark.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import styles from './login-screen.module.css';
import { StatusBar } from './status-bar.tsx';

type Field = 'centre' | 'tenant' | 'login' | 'password' | 'code';
const fieldSchemas = sessionContract.calls.signIn.input;

export function LoginScreen(): ReactNode {
  const t = useCoreTexts();
  const client = useClient();
  const state = useDeskState();
  const settings = useSettings();
  const knownCentre = settings?.centre.url ?? '';
  const [typed, setTyped] = useState<Partial<Record<Field, string>>>({});
  const [faulty, setFaulty] = useState<ReadonlySet<Field>>(new Set());
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const [asksCode, setAsksCode] = useState(false);
  const values = {
    centre: withScheme(typed.centre ?? knownCentre),
    tenant: typed.tenant ?? '',
    login: typed.login ?? '',
    password: typed.password ?? '',
    ...(asksCode && { code: typed.code ?? '' }),
  };

  const signIn = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const parsed = fieldSchemas.safeParse(values);
    if (!parsed.success) {
      const fields = faultyFields(parsed.error);
      setFaulty(fields);
      document.querySelector<HTMLElement>(`[name="${[...fields][0] ?? ''}"]`)?.focus();
      return;
    }
    setBusy(true);
    setError(undefined);
    try {
      state.session.set(await client.ask(sessionContract, 'signIn', values));
    } catch (refused) {
      // Not an error yet: the second step.
      if (codeOf(refused) === 'login.code-needed') setAsksCode(true);
      else setError(refused);
      setBusy(false);
    }
  };
  const field = (name: Field) => ({
    name,
    label: name === 'code' ? t('account.login.code') : t(`login.${name}`),
    value: typed[name] ?? (name === 'centre' ? knownCentre : ''),
    error: faulty.has(name) && (name === 'code' ? t('account.login.codeHint') : t(`login.missing.${name}`)),
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setTyped((before) => ({ ...before, [name]: value }));
      setFaulty((before) => new Set([...before].filter((other) => other !== name)));
    },
  });

  return (
    <div className={styles.screen}>
      <div className={styles.steps}>
        <StepIndicator />
      </div>
      <main className={styles.middle}>
        <form className={styles.form} onSubmit={(event) => void signIn(event)} noValidate>
          <div className={styles.brand}>
            <AppMark size={36} />
            <h1>{t('login.title')}</h1>
            <p>{t('login.lead')}</p>
          </div>
          <SignedOutCalls />
          <LockNote />
          <TextInput
            {...field('centre')}
            placeholder="https://"
            description={t('login.centreHint')}
            inputMode="url"
          />
          {settings && (
            <details>
              <summary>{t('settings.centre.ca')}</summary>
              <CentreAuthority settings={settings} />
            </details>
          )}
          <TextInput {...field('tenant')} autoComplete="organization" />
          <TextInput {...field('login')} autoComplete="username" />
          <PasswordInput
            {...field('password')}
            autoComplete="current-password"
            visibilityToggleButtonProps={{ 'aria-label': t('login.showPassword') }}
          />
          {asksCode && (
            <TextInput
              {...field('code')}
              description={t('account.login.codeHint')}
              autoComplete="one-time-code"
              data-autofocus
              ref={focusOnce}
            />
          )}
          {error !== undefined && <ErrorNote error={error} />}
          <Button type="submit" variant="filled" loading={busy}>
            {t('login.submit')}
          </Button>
          <BrowserSignIn centre={values.centre} tenant={values.tenant.trim()} />
        </form>
      </main>
      <StatusBar />
    </div>
  );
}

/** The field appears in answer to the first step: that is where one goes on. */
function focusOnce(input: HTMLInputElement | null): void {
  input?.focus();
}

function codeOf(error: unknown): string {
  return error instanceof AppError ? error.code : '';
}

/** People type `centre.example`; without a scheme it is the safe one. */
function withScheme(address: string): string {
  const trimmed = address.trim();
  return trimmed === '' || /^[a-z]+:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`;
}

function faultyFields(error: z.ZodError): ReadonlySet<Field> {
  return new Set(error.issues.map((issue) => String(issue.path[0]) as Field));
}
