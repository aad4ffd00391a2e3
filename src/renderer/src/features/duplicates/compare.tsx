import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button, Modal, Radio } from '@mantine/core';
import { duplicateDismiss } from '#shared/features/duplicates/commands.ts';
import { duplicatesContract } from '#shared/features/duplicates/contract.ts';
import type { ComparedParty } from '#shared/features/duplicates/contract.ts';
import { mayMerge, partyMerge } from '#shared/features/duplicates/merge.ts';
import { partyUnmerge } from '#shared/features/duplicates/unmerge.ts';
import { textOf } from '#shared/features/duplicates/text-of.ts';
import { useSession } from '../../api/desk-state.tsx';
import { newId } from '../../api/new-id.ts';
import { useRun } from '../../api/run-command.ts';
import { useQuery } from '../../api/use-query.ts';
import { useCoreTexts } from '../../i18n/use-core-texts.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { useAct } from '../../ui/use-act.ts';
import { choicesOf, takenFrom } from './choices.ts';
import type { Choices } from './choices.ts';
import styles from './duplicates.module.css';
import { FieldTable } from './field-table.tsx';
import { useDuplicateTexts } from './texts.ts';

interface Props {
  readonly partyId: string;
  readonly otherId: string;
  readonly onClose: () => void;
}

/** Two customer sheets side by side. */
export function Compare({ partyId, otherId, onClose }: Props): ReactNode {
  const t = useDuplicateTexts();
  const core = useCoreTexts();
  const { value, error } = useQuery(duplicatesContract, 'compare', { partyId, otherId }, [
    'party',
    'contact_point',
  ]);
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={t('compare.title')}
      closeButtonProps={{ 'aria-label': core('act.close') }}
    >
      {error !== undefined && <ErrorNote error={error} />}
      {value === null && <p>{t('compare.gone')}</p>}
      {value && <Pair one={value[0]} other={value[1]} onClose={onClose} />}
    </Modal>
  );
}

interface PairProps {
  readonly one: ComparedParty;
  readonly other: ComparedParty;
  readonly onClose: () => void;
}

function Pair({ one, other, onClose }: PairProps): ReactNode {
  const t = useDuplicateTexts();
  const run = useRun();
  const act = useAct();
  const session = useSession();
  const isAllowed = session ? mayMerge(session) : false;
  const [keepId, setKeepId] = useState(one.id);
  const [chosen, setChosen] = useState<Choices>({});
  const [keep, drop] = keepId === one.id ? [one, other] : [other, one];
  const choices = { ...choicesOf(keep, drop), ...chosen };

  const merge = async (): Promise<void> => {
    const id = newId();
    const take = takenFrom(drop.id, choices);
    const worked = await act(
      () => run(partyMerge, { id, keepId: keep.id, dropId: drop.id, take: [...take], joinNotes: true }),
      { done: t('compare.done', { name: keep.name }), undo: () => run(partyUnmerge, { id }) },
    );
    if (worked) onClose();
  };
  const dismiss = async (): Promise<void> => {
    const names = { one: one.name, other: other.name };
    const worked = await act(() => run(duplicateDismiss, { partyId: one.id, otherId: other.id }), {
      done: t('list.dismissed', names),
    });
    if (worked) onClose();
  };

  return (
    <div className={styles.compare}>
      <Radio.Group
        label={t('compare.keep')}
        description={t('compare.keepHint')}
        value={keepId}
        onChange={(id) => {
          setKeepId(id);
          setChosen({});
        }}
      >
        {[one, other].map((party) => (
          <Radio
            key={party.id}
            my={4}
            value={party.id}
            label={[party.name, textOf(party.fields['customer_no']), textOf(party.fields['city'])]
              .filter(Boolean)
              .join(' · ')}
          />
        ))}
      </Radio.Group>
      <FieldTable
        one={one}
        other={other}
        choices={choices}
        onChoose={(field, id) => setChosen((before) => ({ ...before, [field]: id }))}
      />
      <section aria-label={t('compare.contacts')}>
        <p>{t('compare.contactsHint')}</p>
        <div className={styles.contacts}>
          {[one, other].map((party) => (
            <ul key={party.id} aria-label={party.name}>
              {party.contacts.map(({ id, raw, label }) => (
                <li key={id}>{[raw, label].filter(Boolean).join(' · ')}</li>
              ))}
            </ul>
          ))}
        </div>
      </section>
      {one.fields['note'] && other.fields['note'] ? <p>{t('compare.notes')}</p> : null}
      {!isAllowed && <p>{t('compare.notAllowed')}</p>}
      <div className={styles.acts}>
        <Button variant="subtle" onClick={() => void dismiss()}>
          {t('list.notSame')}
        </Button>
        {isAllowed && (
          <Button variant="filled" data-autofocus onClick={() => void merge()}>
            {t('compare.merge')}
          </Button>
        )}
      </div>
    </div>
  );
}
