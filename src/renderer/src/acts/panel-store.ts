import { create } from 'zustand';

interface PanelStore {
  readonly open: 'help' | 'keys' | null;
  show(panel: 'help' | 'keys' | null): void;
}

/** Which of the two panels about the app itself lies over the screen. */
export const usePanels = create<PanelStore>()((set) => ({
  open: null,
  show: (open) => set({ open }),
}));
