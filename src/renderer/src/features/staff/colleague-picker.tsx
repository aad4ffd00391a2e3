import { useCallback, useEffect, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { Select } from '@mantine/core';
import { staffContract } from '#shared/features/staff/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import type { ColleaguePickerProps } from '../../slots/slots.ts';
import { useStaffTexts } from './texts.ts';

const NOBODY = '';

/** One of those who work here now, or nobody. */
export function ColleaguePicker({
  label,
  chosenId,
  onPick,
  onClose,
  except,
}: ColleaguePickerProps): ReactNode {
  const t = useStaffTexts();
  const input = useRef<HTMLInputElement>(null);
  const [landmark, setLandmark] = useState<HTMLElement | null>(null);
  const take = useCallback((field: HTMLInputElement | null): void => {
    input.current = field;
    if (field) setLandmark(landmarkOf(field));
  }, []);
  const opens = onClose !== undefined;
  useEffect(() => {
    if (opens) input.current?.focus();
  }, [opens]);
  const { value } = useQuery(staffContract, 'everybody', {}, ['staff']);
  const here = value?.filter(({ id, leftAt }) => id !== except && (leftAt === null || id === chosenId)) ?? [];
  return (
    <Select
      aria-label={label}
      placeholder={label}
      searchable
      ref={take}
      {...(landmark && { comboboxProps: { portalProps: { target: landmark } } })}
      nothingFoundMessage={t('picker.none')}
      value={chosenId ?? NOBODY}
      data={[
        ...(onClose ? [{ value: NOBODY, label: t('picker.nobody') }] : []),
        ...here.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      onChange={(id) => onPick(id === null || id === NOBODY ? null : id)}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key === 'Escape') onClose?.();
      }}
    />
  );
}

/** Where the choices belong, so that whoever goes by landmarks finds them; in a dialogue they lie over it. */
function landmarkOf(field: HTMLElement): HTMLElement | null {
  return field.closest('[role="dialog"]') ? null : field.closest('main');
}
