import type { ReactNode } from 'react';
import { IconMessage2 } from '@tabler/icons-react';
import type { LiveCall } from '#shared/calls/live-call.ts';
import { linesContract } from '#shared/features/lines/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import { PopLine } from '../../calls/pop-line.tsx';
import styles from './lines.module.css';
import { lineTables } from './tables.ts';
import { useLineTexts } from './texts.ts';

interface Props {
  readonly call: LiveCall;
}

/** How to answer: the greeting of the line that was dialled. */
export function LineHint({ call }: Props): ReactNode {
  if (call.direction !== 'in' || (call.queue === undefined && call.dialled === undefined)) return null;
  return <Greeting {...{ call }} />;
}

function Greeting({ call: { queue, dialled } }: Props): ReactNode {
  const t = useLineTexts();
  const { value: line } = useQuery(
    linesContract,
    'ofCall',
    { ...(queue !== undefined && { queue }), ...(dialled !== undefined && { dialled }) },
    lineTables,
  );
  if (!line) return null;
  const { name, greeting } = line;
  const words = name === '' ? t('says', { greeting }) : t('named', { name, greeting });
  return (
    <PopLine icon={IconMessage2}>
      <span className={styles.greeting} title={words}>
        {words}
      </span>
    </PopLine>
  );
}
