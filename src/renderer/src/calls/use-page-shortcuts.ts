import { currentCall } from '#shared/calls/current-call.ts';
import { SHORTCUT_STATES, shellContract } from '#shared/ipc/core-contracts.ts';
import { toCombo } from '#shared/settings/accelerator.ts';
import { useCalls, useSettings } from '../api/desk-state.tsx';
import { useQuery } from '../api/use-query.ts';
import { navigate } from '../app/router.ts';
import { useShortcut } from '../ui/shortcuts.ts';
import { useRouteOfCall } from './use-pop-acts.ts';

/**
 * The keys of the settings where the shell is a page: it hears them while it has the focus, and may not read the
 * clipboard, so the first one leads to the field to paste into.
 */
export function usePageShortcuts(): void {
  const shortcuts = useSettings()?.shortcuts;
  const { value: states } = useQuery(shellContract, 'shortcuts', {}, [SHORTCUT_STATES]);
  const calls = useCalls();
  const routeOfCall = useRouteOfCall();
  useShortcut(toCombo(shortcuts?.dial ?? ''), () => navigate('/dial'), states?.dial === 'page');
  useShortcut(
    toCombo(shortcuts?.call ?? ''),
    () => {
      const call = currentCall(calls);
      if (call) navigate(routeOfCall(call, call.party));
    },
    states?.call === 'page',
  );
}
