import { create } from 'zustand';

export interface Toast {
  readonly id: number;
  readonly tone: 'done' | 'error';
  readonly text: string;
  /** Second line: what to do now. */
  readonly detail?: string | undefined;
  /** Takes the act back; the toast leaves when it is called. */
  readonly undo?: (() => void) | undefined;
}

interface ToastStore {
  readonly toasts: readonly Toast[];
  show(toast: Omit<Toast, 'id'>): void;
  close(id: number): void;
  /** Somebody else sits here now: what was told was not for them. */
  clear(): void;
}

const MOST = 4;
let lastId = 0;

export const useToasts = create<ToastStore>()((set) => ({
  toasts: [],
  show: (toast) => set(({ toasts }) => ({ toasts: [...toasts, { ...toast, id: ++lastId }].slice(-MOST) })),
  close: (id) => set(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) })),
  clear: () => set({ toasts: [] }),
}));
