import { useId } from 'react';
import type { ReactNode } from 'react';
import { Radio } from '@mantine/core';
import type { ComparedParty } from '#shared/features/duplicates/contract.ts';
import { textOf } from '#shared/features/duplicates/text-of.ts';
import { useCoreTexts } from '../../i18n/use-core-texts.ts';
import { differing, hiddenOf } from './choices.ts';
import type { Choices, ChosenField } from './choices.ts';
import styles from './duplicates.module.css';
import { useDuplicateTexts } from './texts.ts';

interface Props {
  readonly one: ComparedParty;
  readonly other: ComparedParty;
  readonly choices: Choices;
  readonly onChoose: (field: ChosenField, partyId: string) => void;
}

/** What the two sheets say differently, field by field. */
export function FieldTable({ one, other, choices, onChoose }: Props): ReactNode {
  const t = useDuplicateTexts();
  const name = useId();
  const core = useCoreTexts();
  const fields = differing(one, other);
  const hidden = hiddenOf(one, other);
  if (fields.length + hidden.length === 0) return <p>{t('compare.equal')}</p>;
  return (
    <table className={styles.fields}>
      <caption>{t('compare.choose')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('compare.field')}</th>
          <th scope="col">{one.name}</th>
          <th scope="col">{other.name}</th>
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => (
          <tr key={field}>
            <th scope="row">{t(`fieldName.${field}`)}</th>
            {[one, other].map((party) => {
              const value = textOf(party.fields[field]) || t('compare.empty');
              return (
                <td key={party.id}>
                  <Radio
                    name={`${name}-${field}`}
                    label={value}
                    aria-label={`${t(`fieldName.${field}`)}: ${value}`}
                    checked={choices[field] === party.id}
                    onChange={() => onChoose(field, party.id)}
                  />
                </td>
              );
            })}
          </tr>
        ))}
        {hidden.map((field) => (
          <tr key={field}>
            <th scope="row">{t(`fieldName.${field}`)}</th>
            <td colSpan={2} className={styles.hidden} title={core('hidden.reason')}>
              {core('hidden.value')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
