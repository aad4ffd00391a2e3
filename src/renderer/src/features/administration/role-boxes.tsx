import type { ReactNode } from 'react';
import { Checkbox } from '@mantine/core';
import { ROLES } from '#shared/access/access.ts';
import type { Role } from '#shared/commands/command.ts';
import styles from './administration.module.css';
import { useAdministrationTexts } from './texts.ts';

interface Props {
  readonly label: string;
  readonly roles: readonly Role[];
  readonly onChange: (roles: readonly Role[]) => void;
}

/** Nobody is without a role: the last one cannot be taken off. */
export function RoleBoxes({ label, roles, onChange }: Props): ReactNode {
  const t = useAdministrationTexts();
  const toggle = (role: Role, on: boolean): void =>
    onChange(ROLES.filter((each) => (each === role ? on : roles.includes(each))));
  return (
    <fieldset className={styles.roles}>
      <legend>{label}</legend>
      {ROLES.map((role) => (
        <Checkbox
          key={role}
          label={t(`role.${role}`)}
          checked={roles.includes(role)}
          disabled={roles.length === 1 && roles.includes(role)}
          onChange={(event) => toggle(role, event.currentTarget.checked)}
        />
      ))}
    </fieldset>
  );
}
