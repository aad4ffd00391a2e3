import type { CallerCard, LiveCall } from '#shared/calls/live-call.ts';
import type { Ref } from '#shared/kernel/ref.ts';
import { callsContract, shellContract } from '#shared/ipc/core-contracts.ts';
import { useClient } from '../api/client-context.tsx';
import { navigate } from '../app/router.ts';
import { useRouteOf } from '../features/features-context.tsx';
import { useAct } from '../ui/use-act.ts';

export interface PopActs {
  /**
   * Opens the caller's sheet, or the screen of a call that is nobody's yet. Where only a colleague has said who it is,
   * that is taken as said by the agent.
   */
  open(call: LiveCall): void;
  /** "It is who the colleague says": attributes the call and opens the sheet. */
  openHinted(call: LiveCall): void;
  choose(call: LiveCall, card: CallerCard): void;
  dismiss(call: LiveCall): void;
  /** Any screen of the main window. */
  go(route: string): void;
}

/** `window`: the pop is a window of its own, so what it opens must come up in the main one. */
export function usePopActs(place: 'window' | 'corner', onDismiss: (id: string) => void): PopActs {
  const client = useClient();
  const act = useAct();
  const routeOfCall = useRouteOfCall();

  const go = (route: string): void => {
    if (place === 'window') void act(() => client.ask(shellContract, 'open', { route }));
    else navigate(route);
  };
  const dismiss = (call: LiveCall): void => {
    onDismiss(call.id);
    void act(() => client.ask(callsContract, 'dismiss', { id: call.id }));
  };
  const attribute = (call: LiveCall, party: Ref): void =>
    void act(async () => {
      await client.ask(callsContract, 'choose', { id: call.id, party });
      go(routeOfCall(call, party));
    });
  return {
    go,
    dismiss,
    open: (call) => {
      if (call.party === null && call.hinted) attribute(call, call.hinted);
      else go(routeOfCall(call, call.party));
    },
    openHinted: (call) => {
      if (call.hinted) attribute(call, call.hinted);
    },
    choose: (call, { ref }) => attribute(call, ref),
  };
}

/** Where a call is worked on: at its party, or on its own screen while it has none. */
export function useRouteOfCall(): (call: Pick<LiveCall, 'id'>, party: Ref | null) => string {
  const routeOf = useRouteOf();
  return (call, party) => (party && routeOf(party)) ?? `/call/${call.id}`;
}
