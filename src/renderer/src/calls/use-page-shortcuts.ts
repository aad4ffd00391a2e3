import { IconPhone, IconPhoneOutgoing } from '@tabler/icons-react';
import { currentCall } from '#shared/calls/current-call.ts';
import { SHORTCUT_STATES, shellContract } from '#shared/ipc/core-contracts.ts';
import { toCombo } from '#shared/settings/accelerator.ts';
import { useNamedAct } from '../acts/use-named-act.ts';
import type { ShortcutName } from '#shared/settings/shortcut-settings.ts';
import { useCalls, useSettings } from '../api/desk-state.tsx';
import { useQuery } from '../api/use-query.ts';
import { navigate } from '../app/router.ts';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { useRouteOfCall } from './use-pop-acts.ts';

/**
 * The keys of the settings where the shell is a page: it hears them while it has the focus, and may not read the
 * clipboard, so the first one leads to the field to paste into.
 */
export function usePageShortcuts(): void {
  const t = useCoreTexts();
  const shortcuts = useSettings()?.shortcuts;
  const { value: states } = useQuery(shellContract, 'shortcuts', {}, [SHORTCUT_STATES]);
  const calls = useCalls();
  const routeOfCall = useRouteOfCall();
  const keysOf = (name: ShortcutName): { readonly keys?: string } => {
    const keys = states?.[name] === 'page' ? toCombo(shortcuts?.[name] ?? '') : '';
    return keys === '' ? {} : { keys };
  };
  const call = currentCall(calls);
  useNamedAct({
    id: 'dial',
    name: t('acts.dial'),
    also: t('acts.dialAlso'),
    ...keysOf('dial'),
    icon: IconPhoneOutgoing,
    run: () => navigate('/dial'),
  });
  useNamedAct({
    id: 'call.show',
    name: t('acts.currentCall'),
    ...keysOf('call'),
    icon: IconPhone,
    place: 'call',
    isPossible: call !== undefined,
    run: () => call && navigate(routeOfCall(call, call.party)),
  });
}
