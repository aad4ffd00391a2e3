import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { Button, Textarea, TextInput } from '@mantine/core';
import type { PolicyPaper } from '#shared/auth/policy-paper.ts';
import { administrationContract } from '#shared/features/administration/contract.ts';
import { dayOf } from '#shared/kernel/day.ts';
import { useClient } from '../../api/client-context.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useNow } from '../../ui/use-now.ts';
import styles from './administration.module.css';
import { useAdministrationTexts } from './texts.ts';

/** Begins with the text of the version before it: most changes are small. */
export function NewPaper({ before }: { readonly before: PolicyPaper | undefined }): ReactNode {
  const t = useAdministrationTexts();
  const client = useClient();
  const act = useAct();
  const now = useNow();
  const [title, setTitle] = useState(before?.title ?? '');
  const [body, setBody] = useState(before?.body ?? '');
  const [from, setFrom] = useState(() => dayOf(now));
  const holdsFrom = new Date(`${from}T00:00:00`).getTime();
  const isWhole = title.trim() !== '' && body.trim() !== '' && Number.isFinite(holdsFrom) && holdsFrom >= 0;

  const publish = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!isWhole) return;
    await act(() => client.ask(administrationContract, 'publishPaper', { title, body, holdsFrom }), {
      done: t('paper.publishedDone'),
    });
  };
  return (
    <form className={styles.form} onSubmit={(event) => void publish(event)} noValidate>
      <h3 className={styles.wide}>{t('paper.next')}</h3>
      <TextInput
        label={t('paper.name')}
        value={title}
        maxLength={200}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <TextInput
        type="date"
        label={t('paper.from')}
        value={from}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
      <p className={styles.wide}>{t('paper.fromHint')}</p>
      <Textarea
        className={styles.wide ?? ''}
        label={t('paper.body')}
        description={t('paper.bodyHint')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        rows={10}
        maxLength={100_000}
        value={body}
        onChange={(event) => setBody(event.currentTarget.value)}
      />
      <p className={styles.wide}>{t('paper.sure')}</p>
      <Button type="submit" disabled={!isWhole}>
        {t('paper.publish')}
      </Button>
    </form>
  );
}
