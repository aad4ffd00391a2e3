import { memo } from 'react';
import type { ReactNode } from 'react';
import type { InteractionLine } from '#shared/features/interactions/contract.ts';
import { interactionTable } from '#shared/features/interactions/model.ts';
import { hrefOf } from '../../app/router.ts';
import { useRouteOf } from '../../features/features-context.tsx';
import { useCoreTexts } from '../../i18n/use-core-texts.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { DialNumber } from '../../ui/dial-number.tsx';
import { HiddenField } from '../../ui/hidden-field.tsx';
import { useNow } from '../../ui/use-now.ts';
import styles from './calls-screen.module.css';
import { InteractionIcon } from './interaction-icon.tsx';
import { OutcomeMark } from './outcome-mark.tsx';
import { useInteractionTexts } from './texts.ts';

interface Props {
  /** In the whole list. */
  readonly index: number;
  /** undefined: on its way. */
  readonly line: InteractionLine | undefined;
}

/** The headings are the first row that screen readers count. */
export const CallRow = memo(({ index, line }: Props): ReactNode => (
  <tr data-row={index} aria-rowindex={index + 2} aria-busy={line === undefined || undefined} tabIndex={-1}>
    {line ? <Cells line={line} /> : <td colSpan={5} />}
  </tr>
));

function Cells({ line }: { readonly line: InteractionLine }): ReactNode {
  const format = useFormat();
  const now = useNow();
  return (
    <>
      <td className={styles.when}>
        <InteractionIcon line={line} />
        <time title={format.moment(line.occurredAt, now)}>{format.short(line.occurredAt, now)}</time>
      </td>
      <td>
        <Caller line={line} />
      </td>
      <td className={styles.note}>
        <OutcomeMark line={line} />{' '}
        <HiddenField table={interactionTable} column="body">
          {line.body}
        </HiddenField>
      </td>
      <td className={styles.who}>{line.staffName}</td>
      <td className={styles.talk}>{line.talkSeconds === null ? '–' : format.duration(line.talkSeconds)}</td>
    </>
  );
}

/** Name and number; a number that is nobody's stands alone, a withheld one and one nobody told as a word. */
export function Caller({ line }: { readonly line: InteractionLine }): ReactNode {
  const t = useInteractionTexts();
  const core = useCoreTexts();
  const routeOf = useRouteOf();
  const party = line.partyId === null ? null : { type: 'party', id: line.partyId };
  const route = party && routeOf(party);
  return (
    <span className={styles.caller}>
      {line.partyName !== null && (route ? <a href={hrefOf(route)}>{line.partyName}</a> : line.partyName)}
      {line.number !== null ? (
        <DialNumber number={line.number} party={party} />
      ) : (
        line.partyName === null && (
          <span className={styles.withheld}>
            {line.direction === 'out' ? core('call.numberUnknown') : t('withheld')}
          </span>
        )
      )}
    </span>
  );
}
