import type { ReactNode } from 'react';
import { IconPhoneCall } from '@tabler/icons-react';
import { callbacksContract } from '#shared/features/callbacks/contract.ts';
import { useNamedAct } from '../../acts/use-named-act.ts';
import { useQuery } from '../../api/use-query.ts';
import { callbackTables } from './tables.ts';
import { useCallbackTexts } from './texts.ts';
import { useCallbackActs } from './use-callback-acts.ts';
import { whoOf } from './words.ts';

/** Dials whoever waits most urgently, from whatever screen; the name says who that is. */
export function NextCallback(): ReactNode {
  const t = useCallbackTexts();
  const acts = useCallbackActs();
  const { value: lines } = useQuery(callbacksContract, 'open', {}, callbackTables);
  const next = lines?.find(({ dial }) => dial !== null);
  useNamedAct({
    id: 'callbacks.next',
    name: t('next', { who: next ? whoOf(next, t) : '' }),
    also: t('nextAlso'),
    icon: IconPhoneCall,
    isPossible: next !== undefined,
    run: () => next && acts.dial(next),
  });
  return null;
}
