import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { Button, TextInput } from '@mantine/core';
import { blackBoxContract, CALL_TEST, TEST_STAGES } from '#shared/features/black-box/contract.ts';
import type { TestCall, TestStage } from '#shared/features/black-box/contract.ts';
import type { DeskSettings } from '#shared/settings/desk-settings.ts';
import { useClient } from '../../api/client-context.tsx';
import { useCalls, useSettings } from '../../api/desk-state.tsx';
import { useQuery } from '../../api/use-query.ts';
import { hrefOf } from '../../app/router.ts';
import { useErrorText } from '../../i18n/error-text.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import { Light } from '../../ui/light.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useNow } from '../../ui/use-now.ts';
import styles from './black-box.module.css';
import { useBlackBoxTexts } from './texts.ts';

/** Starts a call and shows how far it gets. */
export function TestCallPanel(): ReactNode {
  const t = useBlackBoxTexts();
  const client = useClient();
  const act = useAct();
  const settings = useSettings();
  const [typed, setTyped] = useState<string>();
  const { value: test } = useQuery(blackBoxContract, 'testCall', {}, [CALL_TEST]);
  const number = typed ?? ownNumber(settings);
  const begin = (mode: 'dial' | 'ring') => (): void =>
    void act(() => client.ask(blackBoxContract, 'startTest', mode === 'dial' ? { mode, number } : { mode }));
  return (
    <Panel title={t('test.title')}>
      <div className={styles.test}>
        <p>{t('test.lead')}</p>
        <div className={styles.acts}>
          <TextInput
            label={t('test.number')}
            description={t('test.numberHint')}
            value={number}
            maxLength={60}
            onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          />
          <Button disabled={number.trim() === ''} onClick={begin('dial')}>
            {t('test.dial')}
          </Button>
          <Button onClick={begin('ring')}>{t('test.ring')}</Button>
        </div>
        {test && <Progress test={test} />}
      </div>
    </Panel>
  );
}

function Progress({ test }: { readonly test: TestCall }): ReactNode {
  const t = useBlackBoxTexts();
  const client = useClient();
  const act = useAct();
  const errorText = useErrorText();
  const now = useNow(1_000);
  const seenAt = useSeenAt(test.callId);
  const left = Math.max(0, Math.ceil((test.until - now) / 1_000));
  const passed = new Map<TestStage | 'screen', number>(test.passed.map(({ stage, at }) => [stage, at]));
  if (seenAt !== undefined) passed.set('screen', seenAt);
  const stages = [...TEST_STAGES.slice(0, -1), 'screen', 'ended'] as const;
  const shown = stages.filter((stage) => test.mode === 'dial' || stage !== 'asked');
  const missing = shown.find((stage) => !passed.has(stage));
  return (
    <div role="status" className={styles.progress}>
      {test.error !== null && (
        <p className={styles.next}>
          {t('test.refused', { code: errorText(new AppError(test.error, '')).cause })}
        </p>
      )}
      <ol className={styles.stages} aria-label={t('test.title')}>
        {shown.map((stage) => (
          <TestStageRow key={stage} name={t(`test.stage.${stage}`)} at={passed.get(stage)} test={test} />
        ))}
      </ol>
      {test.state === 'waiting' && (
        <p>
          {t('test.left', { count: left })}{' '}
          <Button
            variant="subtle"
            onClick={() => void act(() => client.ask(blackBoxContract, 'stopTest', {}))}
          >
            {t('test.stop')}
          </Button>
        </p>
      )}
      {test.state === 'passed' && (
        <p>
          {t('test.passed')} <a href={hrefOf('/black-box')}>{t('test.trace')}</a>
        </p>
      )}
      {test.state === 'failed' && missing && missing !== 'screen' && missing !== 'ended' && (
        <p className={styles.next}>{t(`test.failed.${missing}`)}</p>
      )}
    </div>
  );
}

interface RowProps {
  readonly name: string;
  readonly at: number | undefined;
  readonly test: TestCall;
}

function TestStageRow({ name, at, test: { startedAt, state } }: RowProps): ReactNode {
  const t = useBlackBoxTexts();
  const format = useFormat();
  const light = at !== undefined ? 'good' : state === 'waiting' ? 'busy' : 'off';
  const seconds = at === undefined ? 0 : Math.round((at - startedAt) / 100) / 10;
  return (
    <li data-light={light}>
      <Light state={light} />
      <strong>{name}</strong>
      <p>{at === undefined ? t('test.open') : t('test.after', { seconds: format.number(seconds) })}</p>
    </li>
  );
}

/** When this window was told of the call: the last stage, which the host cannot see. */
function useSeenAt(callId: string | null): number | undefined {
  const calls = useCalls();
  const [seen, setSeen] = useState<{ readonly id: string; readonly at: number }>();
  const isThere = callId !== null && calls.some(({ id }) => id === callId);
  useEffect(() => {
    if (isThere && callId !== null)
      setSeen((before) => (before?.id === callId ? before : { id: callId, at: Date.now() }));
  }, [isThere, callId]);
  return seen !== undefined && seen.id === callId ? seen.at : undefined;
}

/** `PJSIP/201` → `201`: calling oneself costs nothing. */
function ownNumber(settings: DeskSettings | undefined): string {
  const device = settings?.ami.devices[0] ?? '';
  return /\/(\d{1,8})$/.exec(device)?.[1] ?? '';
}
