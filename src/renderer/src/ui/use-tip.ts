import { useEffect, useRef, useState } from 'react';
import type { PointerEvent } from 'react';

const DELAY_MS = 350;

export interface Tip<T extends HTMLElement> {
  /** What the pointer has been on; null: it never was, and there need be no tip. */
  readonly target: T | null;
  readonly opened: boolean;
  /** Of the element it belongs to. */
  readonly on: {
    readonly onPointerEnter: (event: PointerEvent<T>) => void;
    readonly onPointerLeave: () => void;
    readonly onPointerDown: () => void;
  };
}

/** A tip that is made when a mouse comes to its element: lists have hundreds that are never read. Escape closes it. */
export function useTip<T extends HTMLElement>(): Tip<T> {
  const [target, setTarget] = useState<T | null>(null);
  const [opened, setOpened] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const close = (): void => {
    clearTimeout(timer.current);
    setOpened(false);
  };
  useEffect(() => {
    if (!opened) return undefined;
    const onKey = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') setOpened(false);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [opened]);
  return {
    target,
    opened,
    on: {
      onPointerEnter({ currentTarget, pointerType }) {
        if (pointerType !== 'mouse') return;
        setTarget(currentTarget);
        clearTimeout(timer.current);
        timer.current = setTimeout(() => setOpened(true), DELAY_MS);
      },
      onPointerLeave: close,
      onPointerDown: close,
    },
  };
}
