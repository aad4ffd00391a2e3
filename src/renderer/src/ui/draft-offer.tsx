import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { IconPencilPause } from '@tabler/icons-react';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { useFormat } from '../i18n/use-format.ts';
import styles from './draft-offer.module.css';
import type { FormDraftHandle } from './form-draft.ts';
import { useNow } from './use-now.ts';

/** What the same person had filled in here when they were interrupted; one at a time, the latest first. */
export function DraftOffer({ draft: { store, offers } }: { readonly draft: FormDraftHandle }): ReactNode {
  const t = useCoreTexts();
  const format = useFormat();
  const now = useNow();
  const [offer] = offers;
  if (!offer) return null;
  return (
    <div className={styles.offer} role="status">
      <IconPencilPause size={18} aria-hidden />
      <p>{t('formDraft.of', { when: format.moment(offer.at, now) })}</p>
      <Button size="compact-sm" variant="filled" onClick={() => store.resume(offer)}>
        {t('formDraft.resume')}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => store.discard(offer)}>
        {t('formDraft.discard')}
      </Button>
    </div>
  );
}
