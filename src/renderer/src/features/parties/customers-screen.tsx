import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button, TextInput } from '@mantine/core';
import { IconPlus, IconSearch, IconUsers } from '@tabler/icons-react';
import { useNamedAct } from '../../acts/use-named-act.ts';
import { navigate } from '../../app/router.ts';
import { SlotOutlet } from '../../slots/slot-outlet.tsx';
import { listActs, listFilters } from '../../slots/slots.ts';
import type { ChosenFilter, ChosenFilters } from '../../slots/slots.ts';
import { StatusFilter } from './status-filter.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ScreenTitle } from '../../ui/screen-title.tsx';
import { Keys } from '../../ui/keys.tsx';
import { CreateParty } from './create-party.tsx';
import { NEW_CUSTOMER } from './new-customer.tsx';
import { PartyRows } from './party-rows.tsx';
import { usePartyTexts } from './texts.ts';
import { useSearch } from './use-search.ts';
import styles from './customers-screen.module.css';

const MOST = 100;
const NONE: readonly never[] = [];

export function CustomersScreen(): ReactNode {
  const t = usePartyTexts();
  const [text, setText] = useState('');
  const [creating, setCreating] = useState(false);
  const [filters, setFilters] = useState<ChosenFilters>({});
  const { value: hits, error } = useSearch(text, MOST, true, filters);
  const isNarrowed = Object.keys(filters).length > 0;
  const searching = text.trim() !== '' || isNarrowed;
  const narrow = (name: string, filter: ChosenFilter | null): void =>
    setFilters((chosen) =>
      filter
        ? { ...chosen, [name]: filter }
        : Object.fromEntries(Object.entries(chosen).filter(([other]) => other !== name)),
    );
  useNamedAct({
    id: NEW_CUSTOMER,
    name: t('act.create'),
    also: t('act.createAlso'),
    keys: 'n',
    icon: IconPlus,
    run: () => setCreating(true),
  });
  return (
    <>
      <ScreenTitle title={t('nav')}>
        <SlotOutlet slot={listActs} with={{ list: 'customers', text }} />
        <Button
          leftSection={<IconPlus size={16} />}
          rightSection={<Keys combo="n" />}
          onClick={() => setCreating(true)}
        >
          {t('attach.create')}
        </Button>
      </ScreenTitle>
      <div className={styles.filters}>
        <TextInput
          className={styles.filter ?? ''}
          aria-label={t('list.filter')}
          placeholder={t('list.placeholder')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <StatusFilter list="customers" chosen={filters} onChange={narrow} />
        <SlotOutlet slot={listFilters} with={{ list: 'customers', chosen: filters, onChange: narrow }} />
      </div>
      <Panel title={t(searching ? 'list.hits' : 'list.latest')} count={hits?.length}>
        {error !== undefined && <ErrorNote error={error} />}
        {hits?.length === 0 && (
          <EmptyState
            icon={IconUsers}
            title={
              isNarrowed ? t('list.noneNarrowed') : searching ? t('list.none', { text }) : t('list.empty')
            }
            hint={t(isNarrowed ? 'list.noneNarrowedHint' : searching ? 'list.noneHint' : 'list.emptyHint')}
          />
        )}
        <PartyRows label={t('nav')} hits={hits ?? NONE} />
      </Panel>
      {creating && (
        <CreateParty
          name={text}
          number=""
          onClose={() => setCreating(false)}
          onChosen={({ id }) => {
            setCreating(false);
            navigate(`/customers/${id}`);
          }}
        />
      )}
    </>
  );
}
