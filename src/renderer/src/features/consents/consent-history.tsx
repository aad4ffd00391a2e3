import { useState } from 'react';
import type { ReactNode } from 'react';
import { IconCircleOff, IconSend } from '@tabler/icons-react';
import { consentUnuse, consentUse } from '#shared/features/consents/commands.ts';
import type { ConsentLine, Consents, OptOutLine } from '#shared/features/consents/contract.ts';
import { dayOf, noonOf } from '#shared/kernel/day.ts';
import { useRun } from '../../api/run-command.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Row, Rows } from '../../ui/rows.tsx';
import { useAct } from '../../ui/use-act.ts';
import styles from './consents.module.css';
import { useConsentTexts } from './texts.ts';
import { WithdrawConsent } from './withdraw-consent.tsx';

/** What proves it, and what was once: folded, for whoever has to answer for a mailing. */
export function ConsentHistory({
  consents: { consents, optOuts },
}: {
  readonly consents: Consents;
}): ReactNode {
  const t = useConsentTexts();
  if (consents.length + optOuts.length === 0) return null;
  return (
    <details className={styles.history}>
      <summary>{t('history')}</summary>
      <Rows label={t('history')}>
        {consents.map((line) => (
          <ConsentRow key={line.id} line={line} />
        ))}
        {optOuts.map((line) => (
          <OptOutRow key={line.id} line={line} />
        ))}
      </Rows>
    </details>
  );
}

function ConsentRow({ line }: { readonly line: ConsentLine }): ReactNode {
  const t = useConsentTexts();
  const format = useFormat();
  const [withdrawing, setWithdrawing] = useState(false);
  const run = useRun();
  const act = useAct();
  const use = (): Promise<boolean> => {
    const on = dayOf(Date.now());
    return act(() => run(consentUse, { id: line.id, on }), {
      done: t('use.done'),
      undo: () => run(consentUnuse, { id: line.id, on, before: line.lastUsedOn }),
    });
  };
  const day = (text: string): string => format.date(noonOf(text));
  const { state, validUntil, lastUsedOn, textVersion, withdrawnAt, withdrawnHow, withdrawnEvidence } = line;
  const detail = [
    t('line.given', { day: day(line.givenOn), how: t(`how.${line.how}`) }),
    line.evidence,
    textVersion !== '' && t('line.version', { version: textVersion }),
    validUntil !== null && t('line.until', { day: day(validUntil) }),
    lastUsedOn !== null && t('line.used', { day: day(lastUsedOn) }),
    withdrawnAt !== null &&
      withdrawnHow !== null &&
      t(withdrawnEvidence === '' ? 'line.withdrawn' : 'line.withdrawnWith', {
        ...{ day: format.date(withdrawnAt), how: t(`how.${withdrawnHow}`), evidence: withdrawnEvidence },
      }),
  ];
  return (
    <Row
      title={`${t(`channel.${line.channel}`)}, ${t(`purpose.${line.purpose}`)}`}
      marks={<Mark tone={state === 'valid' ? 'call' : 'plain'}>{t(`state.${state}`)}</Mark>}
      detail={<span className={styles.wrapped}>{detail.filter(Boolean).join(' · ')}</span>}
      acts={
        state === 'valid' && (
          <>
            <IconButton icon={IconSend} label={t('use.open')} onClick={() => void use()} />
            <IconButton
              icon={IconCircleOff}
              label={t('withdraw.open')}
              onClick={() => setWithdrawing(true)}
            />
            {withdrawing && <WithdrawConsent consent={line} onClose={() => setWithdrawing(false)} />}
          </>
        )
      }
    />
  );
}

function OptOutRow({ line }: { readonly line: OptOutLine }): ReactNode {
  const t = useConsentTexts();
  const format = useFormat();
  const from = format.date(line.since);
  const how = t(`how.${line.how}`);
  const detail = [
    line.recordedBy === '' ? how : t('line.by', { how, name: line.recordedBy }),
    line.note,
    line.revokedAt !== null && t('line.revoked', { from, day: format.date(line.revokedAt) }),
  ];
  return (
    <Row
      title={t(`channel.${line.channel}`)}
      marks={<Mark tone={line.revokedAt === null ? 'block' : 'plain'}>{t('state.optedOut')}</Mark>}
      aside={from}
      detail={<span className={styles.wrapped}>{detail.filter(Boolean).join(' · ')}</span>}
    />
  );
}
