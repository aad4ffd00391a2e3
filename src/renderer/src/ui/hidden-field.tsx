import type { ReactNode } from 'react';
import type { Table } from '#shared/rows/table.ts';
import { useSession } from '../api/desk-state.tsx';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import styles from './hidden-field.module.css';

interface Field {
  readonly table: Table;
  readonly column: string;
}

/** Whether the field is kept from this person: then it is empty here whatever the centre holds (docs/security.md). */
export function useIsHidden({ table, column }: Field): boolean {
  const hidden = useSession()?.hidden ?? [];
  const sensitivity = table.columns[column]?.sensitivity;
  return sensitivity !== undefined && hidden.includes(sensitivity);
}

/** Where a field may not be seen, says so; else shows what is inside. */
export function HiddenField({ children, ...field }: Field & { readonly children?: ReactNode }): ReactNode {
  const t = useCoreTexts();
  if (!useIsHidden(field)) return children;
  return (
    <span className={styles.hidden} title={t('hidden.reason')}>
      {t('hidden.value')}
    </span>
  );
}

/** For an input of such a field: shut, with the reason in words. */
export function useHiddenInput(
  field: Field,
): { readonly disabled: true; readonly description: string } | undefined {
  const t = useCoreTexts();
  if (!useIsHidden(field)) return undefined;
  return { disabled: true, description: `${t('hidden.value')}. ${t('hidden.reason')}` };
}
