import { create } from 'zustand';

interface Busy {
  /** Id of the call whose wrap-up is being typed; a new call may then offer its sheet, not open it. */
  readonly typing: string | null;
  setTyping(callId: string | null): void;
}

export const useBusy = create<Busy>()((set) => ({
  typing: null,
  setTyping: (typing) => set({ typing }),
}));
