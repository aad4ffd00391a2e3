import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { Button, TextInput } from '@mantine/core';
import { administrationContract } from '#shared/features/administration/contract.ts';
import { administrationRequests } from '#shared/features/administration/requests.ts';
import type { Role } from '#shared/commands/command.ts';
import { useClient } from '../../api/client-context.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useAct } from '../../ui/use-act.ts';
import styles from './administration.module.css';
import type { Given } from './first-password.tsx';
import { RoleBoxes } from './role-boxes.tsx';
import { useAdministrationTexts } from './texts.ts';

const EMPTY = { name: '', login: '', extension: '', mail: '' };
const FIELDS = ['name', 'login', 'extension', 'mail'] as const;

/** The first password comes back from the centre; nobody has to think one up. */
export function CreateUser({ onGiven }: { readonly onGiven: (given: Given) => void }): ReactNode {
  const t = useAdministrationTexts();
  const client = useClient();
  const act = useAct();
  const [typed, setTyped] = useState(EMPTY);
  const [roles, setRoles] = useState<readonly Role[]>(['agent']);
  const request = administrationRequests.create.safeParse({
    ...typed,
    roles,
    extension: typed.extension.trim() || null,
    mail: typed.mail.trim() || null,
  });
  const bad = (field: (typeof FIELDS)[number]): boolean =>
    typed[field].trim() !== '' &&
    !request.success &&
    request.error.issues.some(({ path }) => path[0] === field);

  const create = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!request.success) return;
    const worked = await act(async () => {
      const { password } = await client.ask(administrationContract, 'create', request.data);
      onGiven({ name: request.data.name, password });
    });
    if (!worked) return;
    setTyped(EMPTY);
    setRoles(['agent']);
  };
  return (
    <Panel title={t('create.title')}>
      <form className={styles.form} onSubmit={(event) => void create(event)} noValidate autoComplete="off">
        {FIELDS.map((field) => (
          <TextInput
            key={field}
            label={t(`create.${field}`)}
            {...(field === 'login' && { description: t('create.loginHint') })}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            error={bad(field)}
            value={typed[field]}
            maxLength={200}
            onChange={(event) => setTyped({ ...typed, [field]: event.currentTarget.value })}
          />
        ))}
        <RoleBoxes label={t('create.roles')} roles={roles} onChange={setRoles} />
        <Button type="submit" disabled={!request.success}>
          {t('create.submit')}
        </Button>
      </form>
    </Panel>
  );
}
