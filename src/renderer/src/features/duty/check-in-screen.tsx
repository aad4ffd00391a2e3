import { useEffect, useRef, useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { Button, PasswordInput } from '@mantine/core';
import { dutyContract } from '#shared/features/duty/contract.ts';
import type { CheckInView, DeskPerson } from '#shared/features/duty/contract.ts';
import { useClient } from '../../api/client-context.tsx';
import { navigate } from '../../app/router.ts';
import { StatusBar } from '../../app/status-bar.tsx';
import { SignedOutCalls } from '../../calls/signed-out-calls.tsx';
import { useCoreTexts } from '../../i18n/use-core-texts.ts';
import { AppMark } from '../../theme/app-mark.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { useToasts } from '../../ui/toast-store.ts';
import { CheckInPeople } from './check-in-people.tsx';
import styles from './duty.module.css';
import { useDutyTexts } from './texts.ts';

interface Props {
  readonly view: CheckInView;
  readonly onPassword: () => void;
}

/** Nobody is on duty: who comes, and their PIN. Nothing of any customer is on this page. */
export function CheckInScreen({ view, onPassword }: Props): ReactNode {
  const t = useDutyTexts();
  const clearToasts = useToasts((store) => store.clear);
  useEffect(clearToasts, [clearToasts]);
  const [pickedId, setPickedId] = useState<string>();
  const { people, expectedId, deskName } = view;
  const proposedId = pickedId ?? expectedId ?? people[0]?.userId;
  const person = people.find(({ userId }) => userId === proposedId) ?? people[0];
  return (
    <div className={styles.checkIn}>
      <main className={styles.middle}>
        <div className={styles.card}>
          <div className={styles.brand}>
            <AppMark size={36} />
            <h1>{t('checkIn.title')}</h1>
            <p>{t('checkIn.lead', { desk: deskName })}</p>
          </div>
          <SignedOutCalls />
          <CheckInPeople
            people={people}
            expectedId={expectedId}
            chosenId={person?.userId}
            onChoose={setPickedId}
          />
          {person && (
            <Door key={person.userId} person={person} lastId={people[0]?.userId} onPassword={onPassword} />
          )}
          <p className={styles.hint}>{t('checkIn.kept')}</p>
        </div>
      </main>
      <StatusBar />
    </div>
  );
}

interface DoorProps {
  readonly person: DeskPerson;
  /** Who sat here last: to whom the screen they left is shown again. */
  readonly lastId: string | undefined;
  readonly onPassword: () => void;
}

function Door({ person, lastId, onPassword }: DoorProps): ReactNode {
  const t = useDutyTexts();
  const { userName, needs } = person;
  if (needs === 'pin') return <PinForm person={person} lastId={lastId} onPassword={onPassword} />;
  return (
    <div className={styles.form}>
      <p>{t(needs === 'password' ? 'checkIn.passwordFor' : 'checkIn.sight', { name: userName })}</p>
      <Button variant="filled" onClick={onPassword}>
        {t('checkIn.password')}
      </Button>
    </div>
  );
}

function PinForm({ person: { userId, userName }, lastId, onPassword }: DoorProps): ReactNode {
  const t = useDutyTexts();
  const core = useCoreTexts();
  const client = useClient();
  const field = useRef<HTMLInputElement>(null);
  const [pin, setPin] = useState('');
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  useEffect(() => field.current?.focus(), []);

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (pin === '' || busy) return;
    setBusy(true);
    setError(undefined);
    try {
      // Somebody else begins at the beginning, not on the sheet that was open here.
      if (userId !== lastId) navigate('/');
      await client.ask(dutyContract, 'checkIn', { userId, pin });
    } catch (refused) {
      setError(refused);
      setPin('');
      setBusy(false);
      field.current?.focus();
    }
  };
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      <PasswordInput
        ref={field}
        label={t('checkIn.pin', { name: userName })}
        value={pin}
        inputMode="numeric"
        autoComplete="off"
        visibilityToggleButtonProps={{ 'aria-label': core('login.showPassword') }}
        onChange={(event) => setPin(event.currentTarget.value)}
      />
      {error !== undefined && <ErrorNote error={error} />}
      <Button type="submit" variant="filled" loading={busy} disabled={pin === ''}>
        {t('checkIn.submit')}
      </Button>
      <Button variant="default" onClick={onPassword}>
        {t('checkIn.password')}
      </Button>
    </form>
  );
}
