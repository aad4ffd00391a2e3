import { Fragment } from 'react';
import type { ReactNode } from 'react';
import type { InteractionLine } from '#shared/features/interactions/contract.ts';
import { interactionTable } from '#shared/features/interactions/model.ts';
import { hrefOf } from '../../app/router.ts';
import { useRouteOf } from '../../features/features-context.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { HiddenField } from '../../ui/hidden-field.tsx';
import { FileMark } from './file-mark.tsx';
import { OutcomeMark } from './outcome-mark.tsx';
import { useInteractionTexts } from './texts.ts';
import styles from './timeline.module.css';

interface Props {
  readonly line: InteractionLine;
  /** Whose sheet it stands on: not named again. */
  readonly partyId: string;
  /** Makes the title what opens the entry. */
  readonly asButton: (title: ReactNode) => ReactNode;
}

/** What was said in one line; who, with whom, what came of it and what it belongs to in the second. */
export function ExchangeText({ line, partyId, asButton }: Props): ReactNode {
  const t = useInteractionTexts();
  const format = useFormat();
  const routeOf = useRouteOf();
  const spoke = line.participants.find(({ role }) => role === 'spoken-with');
  const details: readonly ReactNode[] = [
    line.staffName,
    line.partyId !== partyId && line.partyName !== null && t('timeline.for', { name: line.partyName }),
    spoke?.name && spoke.partyId !== partyId && t('timeline.spokenWith', { name: spoke.name }),
    ...line.links.map(({ linkId, ref, name, detail }) => {
      const route = routeOf(ref);
      return route === undefined ? (
        name
      ) : (
        <a key={linkId} href={hrefOf(route)} title={detail}>
          {name}
        </a>
      );
    }),
    line.result && t('timeline.result', { result: line.result }),
    line.nextStep && t('timeline.nextStep', { step: line.nextStep }),
    line.talkSeconds !== null && format.duration(line.talkSeconds),
    line.number,
  ].filter(Boolean);
  return (
    <div className={styles.text}>
      <p className={styles.title} data-empty={line.body === '' || undefined}>
        {asButton(
          <HiddenField table={interactionTable} column="body">
            {line.body === '' ? t(`type.${line.type}`) : line.body}
          </HiddenField>,
        )}{' '}
        <OutcomeMark line={line} />
        <FileMark files={line.files} />
      </p>
      <p className={styles.detail}>
        {details.map((part, index) => (
          <Fragment key={index}>
            {index > 0 && ' · '}
            {part}
          </Fragment>
        ))}
      </p>
    </div>
  );
}
