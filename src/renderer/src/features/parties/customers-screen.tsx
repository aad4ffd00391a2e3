import { memo, useCallback, useDeferredValue, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { Button, TextInput } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useNamedAct } from '../../acts/use-named-act.ts';
import { navigate } from '../../app/router.ts';
import { SlotOutlet } from '../../slots/slot-outlet.tsx';
import { listActs, listFilters } from '../../slots/slots.ts';
import type { ChosenFilter, ChosenFilters } from '../../slots/slots.ts';
import { StatusFilter } from './status-filter.tsx';
import { ScreenTitle } from '../../ui/screen-title.tsx';
import { Keys } from '../../ui/keys.tsx';
import { CreateParty } from './create-party.tsx';
import { CustomersFound } from './customers-found.tsx';
import { NEW_CUSTOMER } from './new-customer.tsx';
import { usePartyTexts } from './texts.ts';
import styles from './customers-screen.module.css';

/** While somebody types only the field and what is found are drawn anew. */
export function CustomersScreen(): ReactNode {
  const t = usePartyTexts();
  const [text, setText] = useState('');
  const [creating, setCreating] = useState(false);
  const [filters, setFilters] = useState<ChosenFilters>({});
  const create = useCallback(() => setCreating(true), []);
  const narrow = useCallback(
    (name: string, filter: ChosenFilter | null): void =>
      setFilters((chosen) =>
        filter
          ? { ...chosen, [name]: filter }
          : Object.fromEntries(Object.entries(chosen).filter(([other]) => other !== name)),
      ),
    [],
  );
  useNamedAct({
    id: NEW_CUSTOMER,
    name: t('act.create'),
    also: t('act.createAlso'),
    keys: 'n',
    icon: IconPlus,
    run: create,
  });
  return (
    <>
      <ScreenTitle title={t('nav')}>
        <Acts {...{ text, filters }} />
        <CreateButton onClick={create} />
      </ScreenTitle>
      <div className={styles.filters}>
        <SearchBox onType={setText} />
        <Filters chosen={filters} onChange={narrow} />
      </div>
      <CustomersFound text={text} filters={filters} />
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

const valuesOf = (filters: ChosenFilters): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(filters).map(([name, { value }]) => [name, value]));

interface SearchBoxProps {
  readonly onType: (text: string) => void;
}

/** Keeps its text itself: a letter is there before anything is drawn. */
const SearchBox = memo(({ onType }: SearchBoxProps): ReactNode => {
  const t = usePartyTexts();
  return (
    <TextInput
      className={styles.filter ?? ''}
      aria-label={t('list.filter')}
      placeholder={t('list.placeholder')}
      leftSection={<IconSearch size={16} aria-hidden />}
      defaultValue=""
      onChange={(event) => onType(event.currentTarget.value)}
    />
  );
});

interface ActsProps {
  readonly text: string;
  readonly filters: ChosenFilters;
}

/** What can be done with all that is found hears of a letter after the list has. */
const Acts = memo(({ text, filters }: ActsProps): ReactNode => {
  const typed = useDeferredValue(text);
  return useMemo(
    () => (
      <SlotOutlet slot={listActs} with={{ list: 'customers', text: typed, filters: valuesOf(filters) }} />
    ),
    [typed, filters],
  );
});

const CreateButton = memo(({ onClick }: { readonly onClick: () => void }): ReactNode => {
  const t = usePartyTexts();
  return (
    <Button leftSection={<IconPlus size={16} />} rightSection={<Keys combo="n" />} onClick={onClick}>
      {t('attach.create')}
    </Button>
  );
});

interface FiltersProps {
  readonly chosen: ChosenFilters;
  readonly onChange: (name: string, filter: ChosenFilter | null) => void;
}

const Filters = memo(({ chosen, onChange }: FiltersProps): ReactNode => (
  <>
    <StatusFilter list="customers" {...{ chosen, onChange }} />
    <SlotOutlet slot={listFilters} with={{ list: 'customers', chosen, onChange }} />
  </>
));
