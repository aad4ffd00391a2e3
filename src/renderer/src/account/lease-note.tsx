import type { ReactNode } from 'react';
import { useStatus } from '../api/desk-state.tsx';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { Light } from '../ui/light.tsx';

/** In the status bar, once the lease is nearly over. */
export function LeaseNote({ className }: { readonly className?: string | undefined }): ReactNode {
  const t = useCoreTexts();
  const left = useStatus()?.leaseDaysLeft;
  if (left === undefined) return null;
  return (
    <span className={className} role="status">
      <Light state="warn" />
      {left === 0 ? t('account.lease.warning_zero') : t('account.lease.warning', { count: left })}
    </span>
  );
}
