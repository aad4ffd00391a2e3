import type { ReactNode } from 'react';
import { Select, TextInput } from '@mantine/core';
import { relationsContract } from '#shared/features/relations/contract.ts';
import type { AffiliationLine } from '#shared/features/relations/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import { FieldPair } from '../../ui/field-pair.tsx';
import { relationTables } from './tables.ts';
import { useRelationTexts } from './texts.ts';

/** Somebody's place in an organisation, as `affiliation.add` and `affiliation.edit` take it. */
interface PlaceDraft {
  readonly job: string;
  readonly departmentId: string | null;
  readonly reportsTo: string | null;
  readonly since: string | null;
  readonly until: string | null;
}

export const NO_PLACE: PlaceDraft = {
  ...{ job: '', departmentId: null, reportsTo: null, since: null, until: null },
};

export const placeOf = ({ job, department, reportsTo, since, until }: AffiliationLine): PlaceDraft => ({
  ...{ job, departmentId: department?.id ?? null, reportsTo: reportsTo?.affiliationId ?? null, since, until },
});

interface Props {
  /** null: not chosen yet. */
  readonly organisationId: string | null;
  /** The affiliation itself, which is nobody's superior in its own place. */
  readonly except?: string;
  readonly place: PlaceDraft;
  readonly onChange: (place: PlaceDraft) => void;
}

/** Function; department and superior where the organisation has any; from when to when. */
export function PlaceFields({ organisationId, except, place, onChange }: Props): ReactNode {
  const t = useRelationTexts();
  const { value: places } = useQuery(
    relationsContract,
    'placesOf',
    { organisationId: organisationId ?? '' },
    relationTables,
    { enabled: organisationId !== null },
  );
  const people = places?.people.filter(({ id }) => id !== except) ?? [];
  const day = (name: 'since' | 'until') => ({
    type: 'date',
    label: t(`words.field.affiliation.${name}`),
    value: place[name] ?? '',
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      onChange({ ...place, [name]: event.currentTarget.value || null }),
  });
  return (
    <>
      <TextInput
        label={t('add.job')}
        value={place.job}
        maxLength={120}
        onChange={(event) => onChange({ ...place, job: event.currentTarget.value })}
      />
      {places && (places.units.length > 0 || place.departmentId !== null) && (
        <Select
          label={t('words.field.affiliation.department_id')}
          placeholder={t('place.none')}
          clearable
          searchable
          data={places.units.map(({ id, name }) => ({ value: id, label: name }))}
          value={place.departmentId}
          onChange={(departmentId) => onChange({ ...place, departmentId })}
        />
      )}
      {(people.length > 0 || place.reportsTo !== null) && (
        <Select
          label={t('words.field.affiliation.reports_to')}
          placeholder={t('place.none')}
          clearable
          searchable
          data={people.map(({ id, name }) => ({ value: id, label: name }))}
          value={place.reportsTo}
          onChange={(reportsTo) => onChange({ ...place, reportsTo })}
        />
      )}
      <FieldPair>
        <TextInput {...day('since')} />
        <TextInput
          {...day('until')}
          error={isBackwards(place) && t('place.backwards')}
          {...(place.since !== null && { min: place.since })}
        />
      </FieldPair>
    </>
  );
}

export const isBackwards = ({ since, until }: Pick<PlaceDraft, 'since' | 'until'>): boolean =>
  since !== null && until !== null && until < since;
