import type { ReactNode } from 'react';
import { OUTCOMES } from '#shared/calls/wrap-up.ts';
import type { Outcome } from '#shared/calls/wrap-up.ts';
import { useNamedAct } from '../../acts/use-named-act.ts';
import { useChooserOpen } from '../../calls/use-chooser-open.ts';
import { useCoreTexts } from '../../i18n/use-core-texts.ts';
import { Chip } from '../../ui/chip.tsx';
import { Keys } from '../../ui/keys.tsx';
import styles from './outcome-keys.module.css';
import { useWrapUpTexts } from './texts.ts';

interface Props {
  readonly value: Outcome | null;
  readonly onChange: (outcome: Outcome | null) => void;
  readonly hasKeys: boolean;
}

const combos = OUTCOMES.map((_, index) => `Alt+${index + 1}`).join('|');

/** What came of the call, one key each; pressing it again takes it back. While a caller is to be chosen the digits are the pop's. */
export function OutcomeKeys({ value, onChange, hasKeys }: Props): ReactNode {
  const t = useWrapUpTexts();
  const core = useCoreTexts();
  const toggle = (outcome: Outcome): void => onChange(outcome === value ? null : outcome);
  const chooserOpen = useChooserOpen();
  useNamedAct({
    id: 'wrap-up.outcome',
    name: t('outcome'),
    keys: combos,
    needsKey: true,
    isPossible: hasKeys && !chooserOpen,
    run: (event) => {
      const outcome = OUTCOMES[Number(event?.code.at(-1)) - 1];
      if (outcome) toggle(outcome);
    },
  });
  return (
    <div className={styles.keys} role="group" aria-label={t('outcome')}>
      {OUTCOMES.map((outcome, index) => (
        <Chip
          key={outcome}
          className={styles.key}
          aria-pressed={outcome === value}
          aria-keyshortcuts={hasKeys ? `Alt+${index + 1}` : undefined}
          onClick={() => toggle(outcome)}
        >
          {core(`outcome.${outcome}`)}
          {hasKeys && <Keys combo={String(index + 1)} />}
        </Chip>
      ))}
    </div>
  );
}
