import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button, Select, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { WebhookBook } from '#shared/features/cti-webhook/admin.ts';
import { ctiWebhookContract } from '#shared/features/cti-webhook/contract.ts';
import { useClient } from '../../api/client-context.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Row, Rows } from '../../ui/rows.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useWebhookTexts } from './texts.ts';
import styles from './webhooks.module.css';

type Props = Pick<WebhookBook, 'lines' | 'people'>;
type Line = WebhookBook['lines'][number];

/** Who is called what by the PBX, beside what their staff entry says. */
export function Lines({ lines, people }: Props): ReactNode {
  const t = useWebhookTexts();
  const nameOf = (userId: string): string => people.find((one) => one.userId === userId)?.name ?? '–';
  return (
    <Panel title={t('lines.title')} count={lines.length}>
      <p className={styles.note}>{t(lines.length === 0 ? 'lines.none' : 'lines.lead')}</p>
      <Rows label={t('lines.title')}>
        {lines.map((line) => (
          <AssignedLine key={`${line.line} ${line.userId}`} line={line} name={nameOf(line.userId)} />
        ))}
      </Rows>
      <NewLine people={people} nameOf={nameOf} />
    </Panel>
  );
}

function AssignedLine({ line, name }: { readonly line: Line; readonly name: string }): ReactNode {
  const t = useWebhookTexts();
  const client = useClient();
  const act = useAct();
  const remove = (): Promise<boolean> =>
    act(() => client.ask(ctiWebhookContract, 'removeLine', line), {
      done: t('lines.removed', { line: line.line }),
      undo: () => client.ask(ctiWebhookContract, 'addLine', line),
    });
  return (
    <Row
      title={line.line}
      detail={name}
      acts={
        <IconButton
          icon={IconTrash}
          label={t('lines.remove', { line: line.line, name })}
          onClick={() => void remove()}
        />
      }
    />
  );
}

interface NewLineProps extends Pick<Props, 'people'> {
  readonly nameOf: (userId: string) => string;
}

function NewLine({ people, nameOf }: NewLineProps): ReactNode {
  const t = useWebhookTexts();
  const client = useClient();
  const act = useAct();
  const [userId, setUserId] = useState<string | null>(null);
  const [line, setLine] = useState('');
  const add = async (): Promise<void> => {
    if (userId === null) return;
    const worked = await act(() => client.ask(ctiWebhookContract, 'addLine', { userId, line: line.trim() }), {
      done: t('lines.added', { line: line.trim(), name: nameOf(userId) }),
    });
    if (worked) setLine('');
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (line.trim() !== '') void add();
      }}
    >
      <Select
        label={t('lines.person')}
        data={people.map((one) => ({ value: one.userId, label: one.name }))}
        value={userId}
        onChange={setUserId}
        searchable
      />
      <TextInput
        label={t('lines.line')}
        description={t('lines.lineHint')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={line}
        maxLength={100}
        autoComplete="off"
        onChange={(event) => setLine(event.currentTarget.value)}
      />
      <Button type="submit" disabled={userId === null || line.trim() === ''}>
        {t('lines.submit')}
      </Button>
    </form>
  );
}
