import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { IconArrowsExchange, IconLock, IconPasswordUser } from '@tabler/icons-react';
import { dutyContract } from '#shared/features/duty/contract.ts';
import type { OwnDuty } from '#shared/features/duty/contract.ts';
import { useNamedAct } from '../../acts/use-named-act.ts';
import { useClient } from '../../api/client-context.tsx';
import { useQuery } from '../../api/use-query.ts';
import { ChoosePin } from './choose-pin.tsx';
import { HandOver } from './hand-over.tsx';
import { ownTables } from './tables.ts';
import { useDutyTexts } from './texts.ts';
import { useLeave } from './use-leave.ts';

/** The desk is told of input at most so often, ms. */
const STIR_EVERY_MS = 15_000;
const INPUT = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;

/** On every screen of a desk that several share: leaving it, handing it over, the PIN; and that somebody is here. */
export function DutyActs(): ReactNode {
  const { value } = useQuery(dutyContract, 'own', {}, ownTables);
  return value?.isShared ? <SharedActs own={value} /> : null;
}

function SharedActs({ own }: { readonly own: OwnDuty }): ReactNode {
  const t = useDutyTexts();
  const leave = useLeave();
  const [open, setOpen] = useState<'hand-over' | 'pin' | null>(null);
  const close = (): void => setOpen(null);
  useStirring();
  useNamedAct({
    id: 'duty.leave',
    name: t('acts.leave'),
    also: t('acts.leaveAlso'),
    keys: 'Alt+p',
    icon: IconLock,
    run: leave,
  });
  useNamedAct({
    id: 'duty.hand-over',
    name: t('acts.handOver'),
    also: t('acts.handOverAlso'),
    icon: IconArrowsExchange,
    run: () => setOpen('hand-over'),
  });
  useNamedAct({
    id: 'duty.pin',
    name: t('acts.pin'),
    also: t('acts.pinAlso'),
    place: 'settings',
    icon: IconPasswordUser,
    run: () => setOpen('pin'),
  });
  if (open === 'hand-over') return <HandOver own={own} onClose={close} />;
  return open === 'pin' && <ChoosePin own={own} onClose={close} />;
}

function useStirring(): void {
  const client = useClient();
  useEffect(() => {
    let told = 0;
    const stir = (): void => {
      const now = Date.now();
      if (Math.abs(now - told) < STIR_EVERY_MS) return;
      told = now;
      // What fails here is told by whatever is done next.
      client.ask(dutyContract, 'stir', {}).catch(() => undefined);
    };
    for (const name of INPUT) window.addEventListener(name, stir, { capture: true, passive: true });
    return () => {
      for (const name of INPUT) window.removeEventListener(name, stir, { capture: true });
    };
  }, [client]);
}
