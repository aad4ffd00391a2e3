import { useState } from 'react';
import type { ReactNode } from 'react';
import { ctiWebhookContract, WEBHOOKS } from '#shared/features/cti-webhook/contract.ts';
import type { NewAddress } from '#shared/features/cti-webhook/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import { useMayLead } from '../../api/use-may-lead.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { NotYours } from '../../ui/not-yours.tsx';
import { ScreenTitle } from '../../ui/screen-title.tsx';
import { Addresses } from './addresses.tsx';
import { Lines } from './lines.tsx';
import { MadeAddress } from './made-address.tsx';
import { useWebhookTexts } from './texts.ts';
import styles from './webhooks.module.css';

/** What a cloud PBX needs at the centre. The centre decides who may; the screen only does not offer it in vain. */
export function WebhookScreen(): ReactNode {
  const t = useWebhookTexts();
  const may = useMayLead();
  const { value: book, error } = useQuery(ctiWebhookContract, 'list', {}, [WEBHOOKS], { enabled: may });
  const [made, setMade] = useState<NewAddress>();
  return (
    <div className={styles.screen}>
      <ScreenTitle title={t('title')} detail={t('lead')} />
      {!may && <NotYours title={t('forbidden')} />}
      {error !== undefined && <ErrorNote error={error} />}
      {made && <MadeAddress made={made} onClose={() => setMade(undefined)} />}
      {book && <Addresses webhooks={book.webhooks} onMade={setMade} />}
      {book && <Lines lines={book.lines} people={book.people} />}
    </div>
  );
}
