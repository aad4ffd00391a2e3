import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { administrationContract } from '#shared/features/administration/contract.ts';
import type { UserLine } from '#shared/features/administration/requests.ts';
import type { Role } from '#shared/commands/command.ts';
import { useClient } from '../../api/client-context.tsx';
import { hrefOf } from '../../app/router.ts';
import { useAct } from '../../ui/use-act.ts';
import styles from './administration.module.css';
import type { Given } from './first-password.tsx';
import { RoleBoxes } from './role-boxes.tsx';
import { RenameUser } from './rename-user.tsx';
import { ScopeBoxes } from './scope-boxes.tsx';
import { useAdministrationTexts } from './texts.ts';

interface Props {
  readonly user: UserLine;
  /** Own password, factor and devices are changed under "Mein Konto", where the centre asks for the password. */
  readonly isMe: boolean;
  readonly onGiven: (given: Given) => void;
}

export function UserActs({ user, isMe, onGiven }: Props): ReactNode {
  const t = useAdministrationTexts();
  const client = useClient();
  const act = useAct();
  const { userId, name, roles, disabled, hasSecondFactor, devices } = user;
  const setRoles = (next: readonly Role[]): Promise<unknown> =>
    client.ask(administrationContract, 'setRoles', { userId, roles: [...next] });
  const setDisabled = (next: boolean): Promise<unknown> =>
    client.ask(administrationContract, 'setDisabled', { userId, disabled: next });
  const resetPassword = async (): Promise<void> => {
    const { password } = await client.ask(administrationContract, 'resetPassword', { userId });
    onGiven({ name, password });
  };
  return (
    <div className={styles.acts}>
      <RenameUser user={user} />
      <RoleBoxes
        label={t('user.roles', { name })}
        roles={roles}
        onChange={(next) =>
          void act(() => setRoles(next), { done: t('user.rolesDone', { name }), undo: () => setRoles(roles) })
        }
      />
      <ScopeBoxes user={user} />
      {!isMe && (
        <div className={styles.buttons}>
          {!disabled && (
            <Button
              variant="default"
              title={t('user.resetPasswordHint')}
              onClick={() => void act(resetPassword)}
            >
              {t('user.resetPassword')}
            </Button>
          )}
          {hasSecondFactor && (
            <Button
              variant="default"
              onClick={() =>
                void act(() => client.ask(administrationContract, 'resetSecondFactor', { userId }), {
                  done: t('user.factorDone', { name }),
                })
              }
            >
              {t('user.resetFactor')}
            </Button>
          )}
          {devices > 0 && (
            <Button
              variant="default"
              onClick={() =>
                void act(() => client.ask(administrationContract, 'signOutEverywhere', { userId }), {
                  done: t('user.signedOut', { name }),
                })
              }
            >
              {t('user.signOut')}
            </Button>
          )}
          <Button
            variant="default"
            onClick={() =>
              void act(() => setDisabled(!disabled), {
                done: t(disabled ? 'user.enabled' : 'user.disabled', { name }),
                undo: () => setDisabled(disabled),
              })
            }
          >
            {t(disabled ? 'user.enable' : 'user.disable')}
          </Button>
          <a href={hrefOf('/handing-over')}>{t('user.handOver')}</a>
        </div>
      )}
    </div>
  );
}
