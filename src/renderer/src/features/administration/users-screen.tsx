import { useState } from 'react';
import type { ReactNode } from 'react';
import { TextInput } from '@mantine/core';
import { administrationContract } from '#shared/features/administration/contract.ts';
import { mayAdminister } from '#shared/features/administration/requests.ts';
import { fold } from '#shared/text/fold.ts';
import { useSession } from '../../api/desk-state.tsx';
import { useQuery } from '../../api/use-query.ts';
import { SlotOutlet } from '../../slots/slot-outlet.tsx';
import { listActs } from '../../slots/slots.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Rows } from '../../ui/rows.tsx';
import { NotYours } from '../../ui/not-yours.tsx';
import { ScreenTitle } from '../../ui/screen-title.tsx';
import styles from './administration.module.css';
import { CreateUser } from './create-user.tsx';
import { FirstPassword } from './first-password.tsx';
import type { Given } from './first-password.tsx';
import { administrationTables } from './tables.ts';
import { useAdministrationTexts } from './texts.ts';
import { UserRow } from './user-row.tsx';

/** Who may sign in, as what. The centre decides who may change it; the screen only does not offer it in vain. */
export function UsersScreen(): ReactNode {
  const t = useAdministrationTexts();
  const session = useSession();
  const may = session ? mayAdminister(session, 'users') : false;
  const { value, error } = useQuery(administrationContract, 'users', {}, administrationTables, {
    enabled: may,
  });
  const [given, setGiven] = useState<Given>();
  const [text, setText] = useState('');
  const wanted = fold(text.trim());
  const users = value?.filter(({ name, login }) => fold(`${name} ${login}`).includes(wanted));
  const [open, closed] = [users?.filter((user) => !user.disabled), users?.filter((user) => user.disabled)];
  const list = (title: string, found: typeof users): ReactNode => (
    <Rows label={title}>
      {found?.map((user) => (
        <UserRow key={user.userId} user={user} onGiven={setGiven} />
      ))}
    </Rows>
  );
  return (
    <div className={styles.screen}>
      <ScreenTitle title={t('users.title')} detail={t('users.lead')}>
        {may && <SlotOutlet slot={listActs} with={{ list: 'users', text }} />}
      </ScreenTitle>
      {!may && <NotYours title={t('forbidden')} />}
      {error !== undefined && <ErrorNote error={error} />}
      {given && <FirstPassword given={given} onClose={() => setGiven(undefined)} />}
      {may && (
        <>
          <Panel title={t('users.open')} count={open?.length}>
            <div className={styles.find}>
              <TextInput
                type="search"
                aria-label={t('users.find')}
                placeholder={t('users.find')}
                value={text}
                onChange={(event) => setText(event.currentTarget.value)}
              />
            </div>
            {open?.length === 0 && <p className={styles.note}>{t('users.none')}</p>}
            {list(t('users.open'), open)}
          </Panel>
          <CreateUser onGiven={setGiven} />
          {closed && closed.length > 0 && (
            <Panel title={t('users.closed')} count={closed.length}>
              <p className={styles.note}>{t('users.closedLead')}</p>
              {list(t('users.closed'), closed)}
            </Panel>
          )}
        </>
      )}
    </div>
  );
}
