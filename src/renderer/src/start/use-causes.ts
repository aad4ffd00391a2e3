import { useTranslation } from 'react-i18next';
import { useStatus } from '../api/desk-state.tsx';
import { causeOf, nextOf } from '../app/pbx-state.tsx';
import { coreNamespace } from '../i18n/setup.ts';
import type { StartStep } from './start-steps.ts';

export interface Cause {
  /** Empty where nothing is wrong. */
  readonly cause: string;
  /** undefined: the step's own words will do. */
  readonly next: string | undefined;
}

/** Why a step is not done, in the words the status bar has for it. */
export function useCauses(): Readonly<Record<StartStep, Cause>> {
  const { i18n } = useTranslation(coreNamespace);
  const status = useStatus();
  const nothing: Cause = { cause: '', next: undefined };
  if (!status)
    return { centre: nothing, 'sign-in': nothing, pbx: nothing, 'test-call': nothing, sync: nothing };
  const { fault, detail = '' } = status.centre;
  const worded = (kind: 'fault' | 'next'): string | undefined => {
    const key = `centre.${kind}.${fault ?? ''}`;
    return fault !== undefined && i18n.exists(key) ? i18n.t(key) : undefined;
  };
  const centre: Cause =
    fault === undefined ? nothing : { cause: worded('fault') ?? detail, next: worded('next') };
  return {
    centre,
    'sign-in': nothing,
    pbx: { cause: causeOf(status.pbx, i18n), next: nextOf(status.pbx, i18n) },
    'test-call': nothing,
    sync: status.centre.asOf === null ? centre : nothing,
  };
}
