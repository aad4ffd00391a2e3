import { create } from 'zustand';

export interface OpenEntry {
  readonly partyId: string;
  /** The entry that is being corrected; null: a new one. */
  readonly entryId: string | null;
}

interface EntryStore {
  readonly open: OpenEntry | null;
  /** Something is typed that is not saved: no other entry takes its place. */
  readonly isTyped: boolean;
  /** How often another one was asked for meanwhile. */
  readonly refused: number;
  show(entry: OpenEntry): void;
  setTyped(isTyped: boolean): void;
  close(): void;
}

/** Which entry is being typed beside the sheet. */
export const useOpenEntry = create<EntryStore>()((set) => ({
  open: null,
  isTyped: false,
  refused: 0,
  show: (open) => set((now) => (now.isTyped ? { refused: now.refused + 1 } : { open, refused: 0 })),
  setTyped: (isTyped) => set(isTyped ? { isTyped } : { isTyped, refused: 0 }),
  close: () => set({ open: null, isTyped: false, refused: 0 }),
}));
