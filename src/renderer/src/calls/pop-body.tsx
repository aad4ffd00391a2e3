import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import type { LiveCall } from '#shared/calls/live-call.ts';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { SlotOutlet } from '../slots/slot-outlet.tsx';
import { callHint, popAct, popLine } from '../slots/slots.ts';
import { Keys } from '../ui/keys.tsx';
import styles from './pop-card.module.css';
import { PopLine } from './pop-line.tsx';
import { PopChooser } from './pop-chooser.tsx';
import { isToChoose } from './to-choose.ts';
import type { PopActs } from './use-pop-acts.ts';

interface Props {
  readonly call: LiveCall;
  readonly acts: PopActs;
  readonly keyPrefix: '' | 'Alt+';
  readonly hasKeys: boolean;
}

/** Below the name: somebody to choose, or what the features know of the caller, and the next step. */
export function PopBody({ call, acts, keyPrefix, hasKeys }: Props): ReactNode {
  const t = useCoreTexts();
  const { match, party } = call;
  const mustChoose = isToChoose(call);
  if (mustChoose) {
    return (
      <>
        <Hint call={call} acts={acts} />
        <Former call={call} />
        <PopChooser call={call} acts={acts} keyPrefix={keyPrefix} hasKeys={hasKeys} />
        <Other call={call} acts={acts} />
      </>
    );
  }
  return (
    <>
      <div className={styles.lines}>
        <Hint call={call} acts={acts} />
        {party?.type === 'party' && <SlotOutlet slot={popLine} with={{ partyId: party.id, call }} />}
        <Former call={call} />
        {match.rule === 'unknown' && <p className={styles.hint}>{t('pop.unknownHint')}</p>}
        {match.rule === 'withheld' && <p className={styles.hint}>{t('pop.withheldHint')}</p>}
      </div>
      <div className={styles.acts}>
        <Button variant="filled" onClick={() => acts.open(call)} tabIndex={0}>
          {t(
            party
              ? 'pop.open'
              : call.hinted
                ? 'pop.openHinted'
                : match.rule === 'unknown'
                  ? 'pop.attach'
                  : 'pop.openCall',
          )}
        </Button>
        {hasKeys && <Keys combo={`${keyPrefix}Enter`} />}
        <SlotOutlet slot={popAct} with={{ call, keyPrefix, hasKeys, go: acts.go }} />
      </div>
    </>
  );
}

/** Whose number it once was: said, so that the agent can ask, and never who it is. */
function Former({ call }: { readonly call: LiveCall }): ReactNode {
  const t = useCoreTexts();
  const { former = [] } = call.match;
  if (call.party !== null || former.length === 0) return null;
  return (
    <PopLine icon={IconHistory}>
      {t('pop.former', { names: former.map(({ name }) => name).join(', ') })}
    </PopLine>
  );
}

/** What a colleague says of the call; with its own way to the sheet where the main button leads elsewhere. */
function Hint({ call, acts }: { readonly call: LiveCall; readonly acts: PopActs }): ReactNode {
  const leadsElsewhere = call.hinted !== undefined && (isToChoose(call) || call.party !== null);
  const isSame = call.hinted?.id === call.party?.id;
  const open = leadsElsewhere && !isSame ? { open: () => acts.openHinted(call) } : {};
  return <SlotOutlet slot={callHint} with={{ call, ...open }} />;
}

/** None of those offered: the call's own screen, to search or to create. */
function Other({ call, acts }: { readonly call: LiveCall; readonly acts: PopActs }): ReactNode {
  const t = useCoreTexts();
  return (
    <div className={styles.acts}>
      <Button variant="subtle" onClick={() => acts.open(call)}>
        {t('pop.other')}
      </Button>
    </div>
  );
}
