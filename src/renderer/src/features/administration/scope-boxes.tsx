import type { ReactNode } from 'react';
import { Checkbox, Select } from '@mantine/core';
import { administrationContract } from '#shared/features/administration/contract.ts';
import type { ScopeLine, UserLine } from '#shared/features/administration/requests.ts';
import { useClient } from '../../api/client-context.tsx';
import { useQuery } from '../../api/use-query.ts';
import { useAct } from '../../ui/use-act.ts';
import styles from './administration.module.css';
import { administrationTables } from './tables.ts';
import { useAdministrationTexts } from './texts.ts';

/** Whose data a person's desks hold, and where new things go. A house with one scope has nothing to choose. */
export function ScopeBoxes({ user }: { readonly user: UserLine }): ReactNode {
  const t = useAdministrationTexts();
  const client = useClient();
  const act = useAct();
  const { value: known } = useQuery(administrationContract, 'scopes', {}, administrationTables);
  if (!known || known.length < 2) return null;
  const { userId, name, homeScopeId } = user;
  const scopeIds = homeFirst(user.scopeIds, homeScopeId);
  const nameOf = ({ id, name: called }: ScopeLine): string =>
    called || t('user.scopeNameless', { id: id.slice(-6) });
  const send = (next: readonly string[]): Promise<unknown> =>
    client.ask(administrationContract, 'setScopes', { userId, scopeIds: [...next] });
  const set = (next: readonly string[]): void =>
    void act(() => send(next), { done: t('user.scopesDone', { name }), undo: () => send(scopeIds) });
  const toggle = (id: string, on: boolean): void =>
    set(on ? [...scopeIds, id] : scopeIds.filter((each) => each !== id));
  return (
    <>
      <fieldset className={styles.roles}>
        <legend>{t('user.scopes', { name })}</legend>
        {known.map((scope) => (
          <Checkbox
            key={scope.id}
            label={nameOf(scope)}
            checked={scopeIds.includes(scope.id)}
            disabled={scopeIds.length === 1 && scopeIds.includes(scope.id)}
            onChange={(event) => toggle(scope.id, event.currentTarget.checked)}
          />
        ))}
      </fieldset>
      {scopeIds.length > 1 && (
        <Select
          className={styles.home ?? ''}
          label={t('user.home', { name })}
          description={t('user.homeHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          allowDeselect={false}
          data={known
            .filter(({ id }) => scopeIds.includes(id))
            .map((scope) => ({ value: scope.id, label: nameOf(scope) }))}
          value={homeScopeId}
          onChange={(id) => id !== null && id !== homeScopeId && set(homeFirst(scopeIds, id))}
        />
      )}
    </>
  );
}

const homeFirst = (ids: readonly string[], home: string): readonly string[] => [
  ...ids.filter((id) => id === home),
  ...ids.filter((id) => id !== home),
];
