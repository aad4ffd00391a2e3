import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { IconShieldQuestion } from '@tabler/icons-react';
import type { LiveCall } from '#shared/calls/live-call.ts';
import { partiesContract } from '#shared/features/parties/contract.ts';
import { partyTable } from '#shared/features/parties/model.ts';
import { callsContract } from '#shared/ipc/core-contracts.ts';
import { useNamedAct } from '../../acts/use-named-act.ts';
import { useClient } from '../../api/client-context.tsx';
import { useCalls } from '../../api/desk-state.tsx';
import { useQuery } from '../../api/use-query.ts';
import { navigate } from '../../app/router.ts';
import type { PartyProps } from '../../slots/slots.ts';
import { Keys } from '../../ui/keys.tsx';
import { HiddenField } from '../../ui/hidden-field.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ScreenTitle } from '../../ui/screen-title.tsx';
import { useAct } from '../../ui/use-act.ts';
import styles from './identity-check.module.css';
import { usePartyTexts } from './texts.ts';

/** The call of somebody who has not shown a number and has not been told apart yet; while there is one, sheets ask first. */
function useNamelessCall(): LiveCall | undefined {
  return useCalls().find(
    ({ direction, phase, party, match }) =>
      direction === 'in' &&
      party === null &&
      match.rule === 'withheld' &&
      (phase === 'talking' || phase === 'held'),
  );
}

/** Around every sheet. */
export function IdentityGuard({
  partyId,
  children,
}: PartyProps & { readonly children: ReactNode }): ReactNode {
  const call = useNamelessCall();
  return call ? <IdentityCheck partyId={partyId} call={call} /> : children;
}

interface Props {
  readonly partyId: string;
  readonly call: LiveCall;
}

/** Before the data: what the caller must know. Whoever answers it gets the sheet, and the call is theirs. */
function IdentityCheck({ partyId, call }: Props): ReactNode {
  const t = usePartyTexts();
  const client = useClient();
  const act = useAct();
  const { value: facts } = useQuery(partiesContract, 'identity', { id: partyId }, [partyTable.name]);
  const confirm = (): void =>
    void act(() =>
      client.ask(callsContract, 'choose', { id: call.id, party: { type: 'party', id: partyId } }),
    );
  useNamedAct({
    id: 'parties.identity',
    name: t('identity.right'),
    keys: 'Alt+j',
    isPossible: facts !== undefined && facts !== null,
    run: confirm,
  });
  if (!facts) return null;
  const { name, birthDate, address, customerNo } = facts;
  return (
    <div className={styles.check}>
      <ScreenTitle title={t('identity.title')} detail={t('identity.why')} />
      <Panel title={name}>
        <div className={styles.body}>
          <p>
            <IconShieldQuestion size={18} aria-hidden /> {t('identity.ask')}
          </p>
          <dl>
            <div>
              <dt>{t('words.field.party.birth_date')}</dt>
              <dd>
                <HiddenField table={partyTable} column="birth_date">
                  {birthDate ?? t('identity.notKnown')}
                </HiddenField>
              </dd>
            </div>
            <div>
              <dt>{t('identity.address')}</dt>
              <dd>{address ?? t('identity.notKnown')}</dd>
            </div>
            <div>
              <dt>{t('words.field.party.customer_no')}</dt>
              <dd>{customerNo ?? t('identity.notKnown')}</dd>
            </div>
          </dl>
          <div className={styles.acts}>
            <Button
              variant="filled"
              onClick={confirm}
              rightSection={<Keys combo="Alt+j" />}
              aria-keyshortcuts="Alt+J"
            >
              {t('identity.right')}
            </Button>
            <Button variant="subtle" onClick={() => navigate(`/call/${call.id}`)}>
              {t('identity.wrong')}
            </Button>
          </div>
        </div>
      </Panel>
    </div>
  );
}
