import type { ReactNode } from 'react';
import { IconCircleCheck, IconPhone } from '@tabler/icons-react';
import type { CallbackLine } from '#shared/features/callbacks/contract.ts';
import { hrefOf } from '../../app/router.ts';
import { useRouteOf } from '../../features/features-context.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Row } from '../../ui/rows.tsx';
import { useDialBlock } from '../../ui/use-dial-block.ts';
import { useNow } from '../../ui/use-now.ts';
import { CallbackMarks } from './callback-marks.tsx';
import styles from './callbacks.module.css';
import { ClaimButton } from './claim-button.tsx';
import { useCallbackTexts } from './texts.ts';
import { useCallbackActs } from './use-callback-acts.ts';
import { claimWords, whoOf } from './words.ts';

/** Narrow: who, in whose hands, and the three acts; the rest is in the whole list. */
export function CallbackCardRow({ line }: { readonly line: CallbackLine }): ReactNode {
  const t = useCallbackTexts();
  const block = useDialBlock();
  const format = useFormat();
  const now = useNow();
  const acts = useCallbackActs();
  const routeOf = useRouteOf();
  const who = whoOf(line, t);
  const route = line.partyId === null ? undefined : routeOf({ type: 'party', id: line.partyId });
  const detail = [
    claimWords(line, t),
    line.partyName !== null && line.number,
    line.sharedBy.length > 0 && t('sharedBy', { names: format.list(line.sharedBy) }),
    line.line !== null && t('via', { line: line.line }),
  ].filter(Boolean);
  return (
    <Row
      lead={
        <IconButton
          icon={IconCircleCheck}
          label={t('finishOf', { who })}
          onClick={() => void acts.finish([line])}
        />
      }
      title={
        route === undefined ? (
          who
        ) : (
          <a className={styles.name} href={hrefOf(route)}>
            {who}
          </a>
        )
      }
      marks={<CallbackMarks line={line} />}
      aside={<time title={format.moment(line.lastAt, now)}>{format.relative(line.lastAt, now)}</time>}
      detail={detail.length > 0 ? detail.join(' · ') : undefined}
      acts={
        <>
          {line.dial !== null && (
            <IconButton
              icon={IconPhone}
              label={t('dialOf', { who })}
              onClick={() => acts.dial(line)}
              block={block}
            />
          )}
          <ClaimButton line={line} />
        </>
      }
    />
  );
}
