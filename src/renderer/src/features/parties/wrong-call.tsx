import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { IconUserX } from '@tabler/icons-react';
import type { LiveCall } from '#shared/calls/live-call.ts';
import { partiesContract } from '#shared/features/parties/contract.ts';
import { useNamedAct } from '../../acts/use-named-act.ts';
import { useCalls } from '../../api/desk-state.tsx';
import { useQuery } from '../../api/use-query.ts';
import { navigate } from '../../app/router.ts';
import type { PartyProps } from '../../slots/slots.ts';
import { Keys } from '../../ui/keys.tsx';
import styles from './wrong-call.module.css';
import { CorrectDialog } from './correct-dialog.tsx';
import { SheetScreen } from './sheet-screen.tsx';
import { usePartyTexts } from './texts.ts';

const routeOf = (partyId: string, callId: string): string => `/customers/${partyId}/wrong/${callId}`;

interface ActProps {
  readonly call: LiveCall;
  readonly keyPrefix: '' | 'Alt+';
  readonly hasKeys: boolean;
  readonly go: (route: string) => void;
}

/** "Falsch zugeordnet", one key, in the pop. */
export function WrongInPop({ call, keyPrefix, hasKeys, go }: ActProps): ReactNode {
  const { party } = call;
  if (party?.type !== 'party') return null;
  return <Wrong combo={`${keyPrefix}k`} hasKeys={hasKeys} onPress={() => go(routeOf(party.id, call.id))} />;
}

/** The same on the sheet, as long as the call is there. */
export function WrongOnSheet({ partyId }: PartyProps): ReactNode {
  const call = useCalls().find(({ party, phase }) => party?.id === partyId && phase !== 'ringing');
  if (!call) return null;
  return (
    <div className={styles.line}>
      <Wrong combo="Alt+k" hasKeys onPress={() => navigate(routeOf(partyId, call.id))} />
    </div>
  );
}

interface WrongProps {
  readonly combo: string;
  readonly hasKeys: boolean;
  readonly onPress: () => void;
}

function Wrong({ combo, hasKeys, onPress }: WrongProps): ReactNode {
  const t = usePartyTexts();
  useNamedAct({
    id: 'parties.wrong-call',
    name: t('wrong.open'),
    keys: combo,
    place: 'call',
    isPossible: hasKeys,
    run: onPress,
  });
  return (
    <Button
      variant="subtle"
      leftSection={<IconUserX size={14} aria-hidden />}
      rightSection={hasKeys && <Keys combo={combo} />}
      aria-keyshortcuts={hasKeys ? combo.toUpperCase().replace('ALT', 'Alt') : undefined}
      onClick={onPress}
    >
      {t('wrong.open')}
    </Button>
  );
}

interface ScreenProps {
  readonly params: Readonly<Record<string, string>>;
}

/** The sheet with the question over it: the pop's key leads here, in whatever window. */
export function WrongCallScreen({ params }: ScreenProps): ReactNode {
  const { id = '', callId = '' } = params;
  const call = useCalls().find((each) => each.id === callId);
  const { value: party } = useQuery(partiesContract, 'head', { id }, ['party', 'contact_point']);
  const digits = call?.match.digits;
  const contact = party?.contacts.find(
    (each) => each.digits !== null && each.digits === digits && each.state !== 'former',
  );
  return (
    <>
      <SheetScreen params={params} />
      {party && call && (
        <CorrectDialog
          party={party}
          contact={contact}
          call={call}
          onClose={(who) => navigate(`/customers/${who?.id ?? id}`)}
        />
      )}
    </>
  );
}
