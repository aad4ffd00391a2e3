import type { ReactNode } from 'react';
import { IconCircleCheck, IconPhoneCheck } from '@tabler/icons-react';
import { callbacksContract } from '#shared/features/callbacks/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import { hrefOf } from '../../app/router.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Row, Rows } from '../../ui/rows.tsx';
import { useNow } from '../../ui/use-now.ts';
import { CallbackMarks } from './callback-marks.tsx';
import styles from './callbacks.module.css';
import { Caller } from './caller.tsx';
import { ClaimButton } from './claim-button.tsx';
import { callbackTables } from './tables.ts';
import { useCallbackTexts } from './texts.ts';
import { useCallbackActs } from './use-callback-acts.ts';
import { whoOf } from './words.ts';
import { Withheld } from './withheld.tsx';

const SHOWN = 8;

/** In "Heute": the callers of the team that nobody has spoken to yet, the most urgent first. */
export function CallbackCard(): ReactNode {
  const t = useCallbackTexts();
  const format = useFormat();
  const now = useNow();
  const { finish } = useCallbackActs();
  const { value: lines, error } = useQuery(callbacksContract, 'open', {}, callbackTables);
  const hidden = (lines?.length ?? 0) - SHOWN;
  return (
    <Panel
      title={t('list')}
      count={lines?.length}
      action={
        <a className={styles.all} href={hrefOf('/callbacks')}>
          {t('all')}
        </a>
      }
    >
      {error !== undefined && <ErrorNote error={error} />}
      {lines?.length === 0 && <EmptyState icon={IconPhoneCheck} title={t('none.open')} hint={t('noneHint.open')} />}
      <Rows label={t('list')}>
        {lines?.slice(0, SHOWN).map((line) => (
          <Row
            key={line.id}
            lead={
              <IconButton
                icon={IconCircleCheck}
                label={t('finishOf', { who: whoOf(line, t) })}
                onClick={() => void finish([line])}
              />
            }
            title={<Caller line={line} />}
            marks={<CallbackMarks line={line} />}
            aside={<time title={format.moment(line.lastAt, now)}>{format.relative(line.lastAt, now)}</time>}
            acts={<ClaimButton line={line} />}
          />
        ))}
      </Rows>
      {hidden > 0 && <p className={styles.below}>{t('more', { count: hidden })}</p>}
      <Withheld />
    </Panel>
  );
}
