import { createContext, use } from 'react';
import type { LiveCall } from '#shared/calls/live-call.ts';
import { callsContract, sessionContract, settingsContract } from '#shared/ipc/core-contracts.ts';
import type { Session } from '#shared/ipc/core-contracts.ts';
import type { DeskStatus } from '#shared/ipc/status.ts';
import type { DeskSettings } from '#shared/settings/desk-settings.ts';
import type { Client } from './client.ts';
import { createHostState, useHostState } from './host-state.ts';
import type { HostState } from './host-state.ts';

/** The four states of the desk that every screen may look at. */
export interface DeskState {
  readonly session: HostState<Session | null>;
  readonly status: HostState<DeskStatus>;
  readonly settings: HostState<DeskSettings>;
  readonly calls: HostState<readonly LiveCall[]>;
}

export function createDeskState(client: Client): DeskState {
  return {
    session: createHostState(client, 'session', () => client.ask(sessionContract, 'current', {})),
    status: createHostState(client, 'status', () => client.ask(sessionContract, 'status', {})),
    settings: createHostState(client, 'settings', () => client.ask(settingsContract, 'get', {})),
    calls: createHostState(client, 'calls', () => client.ask(callsContract, 'live', {})),
  };
}

const DeskStateContext = createContext<DeskState | null>(null);

export const DeskStateProvider = DeskStateContext.Provider;

export function useDeskState(): DeskState {
  const state = use(DeskStateContext);
  if (!state) throw new Error('useDeskState outside of DeskStateProvider');
  return state;
}

/** undefined: not known yet; null: nobody is signed in. */
export const useSession = (): Session | null | undefined => useHostState(useDeskState().session);
export const useStatus = (): DeskStatus | undefined => useHostState(useDeskState().status);
export const useSettings = (): DeskSettings | undefined => useHostState(useDeskState().settings);

const none: readonly LiveCall[] = [];
export const useCalls = (): readonly LiveCall[] => useHostState(useDeskState().calls) ?? none;
