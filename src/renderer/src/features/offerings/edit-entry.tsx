import { useState } from 'react';
import type { ReactNode } from 'react';
import { offeringsContract } from '#shared/features/offerings/contract.ts';
import type { DirectoryEntry } from '#shared/features/offerings/contract.ts';
import { newId } from '../../api/new-id.ts';
import { useQuery } from '../../api/use-query.ts';
import type { CardOf } from './card-of.ts';
import { draftOf, EMPTY_DRAFT } from './entry-draft.ts';
import { EntryDialog } from './entry-dialog.tsx';
import { directoryTables } from './tables.ts';
import { useOfferingTexts } from './texts.ts';
import { useKeepEntry } from './use-keep-entry.ts';

interface EditProps {
  readonly of: CardOf;
  readonly onClose: () => void;
}

/** The entry as it stood when it was opened: what is typed is not overwritten by what arrives meanwhile. */
export function EditEntry({ of: { type, id }, onClose }: EditProps): ReactNode {
  const t = useOfferingTexts();
  const { save } = useKeepEntry();
  const [first, setFirst] = useState<DirectoryEntry | null>(null);
  const { value: entry } = useQuery(offeringsContract, 'entry', { type, id }, directoryTables);
  if (entry && !first) setFirst(entry);
  if (!first) return null;
  const before = draftOf(first);
  return (
    <EntryDialog
      title={first.name}
      submit={t('keep.save')}
      before={before}
      form="offerings.edit"
      about={id}
      provider={first.provider}
      onSubmit={(after) => save({ type, id, providerId: first.provider?.id ?? id }, before, after)}
      onClose={onClose}
    />
  );
}

interface NewProps {
  readonly onCreated: (card: CardOf) => void;
  readonly onClose: () => void;
}

export function NewProvider({ onCreated, onClose }: NewProps): ReactNode {
  const t = useOfferingTexts();
  const { create } = useKeepEntry();
  return (
    <EntryDialog
      title={t('keep.newProvider')}
      submit={t('keep.create')}
      before={EMPTY_DRAFT}
      form="offerings.new-provider"
      about={null}
      provider={null}
      onSubmit={async (draft) => {
        const id = newId();
        const worked = await create({ type: 'provider', id, providerId: id }, draft);
        if (worked) onCreated({ type: 'provider', id });
        return worked;
      }}
      onClose={onClose}
    />
  );
}

export function NewOffering({
  providerId,
  onCreated,
  onClose,
}: NewProps & { readonly providerId: string }): ReactNode {
  const t = useOfferingTexts();
  const { create } = useKeepEntry();
  const of = { type: 'provider', id: providerId } as const;
  const { value: provider } = useQuery(offeringsContract, 'entry', of, directoryTables);
  if (!provider) return null;
  return (
    <EntryDialog
      title={t('keep.newOffering', { provider: provider.name })}
      submit={t('keep.create')}
      before={EMPTY_DRAFT}
      form="offerings.new-offering"
      about={providerId}
      provider={provider}
      onSubmit={async (draft) => {
        const id = newId();
        const worked = await create({ type: 'offering', id, providerId }, draft);
        if (worked) onCreated({ type: 'offering', id });
        return worked;
      }}
      onClose={onClose}
    />
  );
}
