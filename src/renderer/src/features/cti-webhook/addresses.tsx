import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button, Checkbox, TextInput } from '@mantine/core';
import type { WebhookBook } from '#shared/features/cti-webhook/admin.ts';
import { ctiWebhookContract } from '#shared/features/cti-webhook/contract.ts';
import type { NewAddress } from '#shared/features/cti-webhook/contract.ts';
import { useClient } from '../../api/client-context.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { Mark } from '../../ui/mark.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Row, Rows } from '../../ui/rows.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useWebhookTexts } from './texts.ts';
import styles from './webhooks.module.css';

type Webhook = WebhookBook['webhooks'][number];

interface Props {
  readonly webhooks: readonly Webhook[];
  readonly onMade: (made: NewAddress) => void;
}

export function Addresses({ webhooks, onMade }: Props): ReactNode {
  const t = useWebhookTexts();
  return (
    <Panel title={t('addresses.title')} count={webhooks.length}>
      {webhooks.length === 0 && <p className={styles.note}>{t('addresses.none')}</p>}
      <Rows label={t('addresses.title')}>
        {webhooks.map((webhook) => (
          <Address key={webhook.id} webhook={webhook} onMade={onMade} />
        ))}
      </Rows>
      <NewWebhook onMade={onMade} />
    </Panel>
  );
}

interface AddressProps extends Pick<Props, 'onMade'> {
  readonly webhook: Webhook;
}

function Address({ webhook: { id, name, signed, disabled, createdAt }, onMade }: AddressProps): ReactNode {
  const t = useWebhookTexts();
  const format = useFormat();
  const client = useClient();
  const act = useAct();
  const rotate = (): Promise<boolean> =>
    act(async () => onMade(await client.ask(ctiWebhookContract, 'rotate', { id })));
  const disable = (next: boolean): Promise<unknown> =>
    client.ask(ctiWebhookContract, 'disable', { id, disabled: next });
  return (
    <Row
      title={name}
      marks={
        <>
          {signed && <Mark>{t('addresses.signed')}</Mark>}
          {disabled && <Mark tone="warn">{t('addresses.disabled')}</Mark>}
        </>
      }
      detail={t('addresses.since', { when: format.date(createdAt) })}
      acts={
        <>
          <Button
            variant="default"
            title={t('addresses.rotateSure')}
            aria-label={`${t('addresses.rotate')}: ${name}`}
            onClick={() => void rotate()}
          >
            {t('addresses.rotate')}
          </Button>
          <Button
            variant="default"
            aria-label={`${t(disabled ? 'addresses.enable' : 'addresses.disable')}: ${name}`}
            onClick={() =>
              void act(() => disable(!disabled), {
                done: t(disabled ? 'addresses.enabledDone' : 'addresses.disabledDone', { name }),
                undo: () => disable(disabled),
              })
            }
          >
            {t(disabled ? 'addresses.enable' : 'addresses.disable')}
          </Button>
        </>
      }
    />
  );
}

function NewWebhook({ onMade }: Pick<Props, 'onMade'>): ReactNode {
  const t = useWebhookTexts();
  const client = useClient();
  const act = useAct();
  const [name, setName] = useState('');
  const [signed, setSigned] = useState(false);
  const add = async (): Promise<void> => {
    const worked = await act(async () =>
      onMade(await client.ask(ctiWebhookContract, 'create', { name: name.trim(), signed })),
    );
    if (worked) setName('');
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') void add();
      }}
    >
      <TextInput
        label={t('add.name')}
        value={name}
        maxLength={80}
        autoComplete="off"
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Checkbox
        label={t('add.signed')}
        checked={signed}
        onChange={(event) => setSigned(event.currentTarget.checked)}
      />
      <Button type="submit" disabled={name.trim() === ''}>
        {t('add.submit')}
      </Button>
    </form>
  );
}
