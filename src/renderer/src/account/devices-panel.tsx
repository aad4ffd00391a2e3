import type { ReactNode } from 'react';
import { IconLogout } from '@tabler/icons-react';
import type { Device } from '#shared/auth/protocol.ts';
import { accountContract } from '#shared/ipc/account-contract.ts';
import { useClient } from '../api/client-context.tsx';
import { useQuery } from '../api/use-query.ts';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { useFormat } from '../i18n/use-format.ts';
import { ErrorNote } from '../ui/error-note.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Mark } from '../ui/mark.tsx';
import { Panel } from '../ui/panel.tsx';
import { Row, Rows } from '../ui/rows.tsx';
import { useAct } from '../ui/use-act.ts';
import { useNow } from '../ui/use-now.ts';
import { accountTables } from './account-tables.ts';

/** Where somebody is signed in; `tenant` for administrators, who see everybody's. */
export function DevicesPanel({ of }: { readonly of: 'me' | 'tenant' }): ReactNode {
  const t = useCoreTexts();
  const client = useClient();
  const act = useAct();
  const format = useFormat();
  const now = useNow();
  const { value: devices, error } = useQuery(accountContract, 'devices', { of }, accountTables);
  const title = t(of === 'me' ? 'account.devices.mine' : 'account.devices.all');
  const revoke = ({ id, name }: Device): void =>
    void act(() => client.ask(accountContract, 'revokeDevice', { id }), {
      done: t('account.devices.revoked', { name }),
    });
  return (
    <Panel title={title} count={devices?.length}>
      {error !== undefined && <ErrorNote error={error} />}
      <Rows label={title}>
        {devices?.map((device) => (
          <Row
            key={device.id}
            title={of === 'me' ? device.name : `${device.userName} · ${device.name}`}
            marks={device.own && <Mark>{t('account.devices.this')}</Mark>}
            detail={t('account.devices.seen', { when: format.moment(device.seenAt, now) })}
            acts={
              <IconButton
                icon={IconLogout}
                label={t('account.devices.revoke', { name: device.name })}
                onClick={() => revoke(device)}
              />
            }
          />
        ))}
      </Rows>
    </Panel>
  );
}
