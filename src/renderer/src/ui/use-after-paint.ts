import { startTransition, useLayoutEffect, useState } from 'react';

/** A window that paints nothing, because nobody sees it, is not waited for longer than this, ms. */
const PATIENCE = 200;

/** false until what was drawn with it has been painted: then whatever cannot be seen yet may come as well. */
export function useAfterPaint(): boolean {
  const [isPainted, setPainted] = useState(false);
  useLayoutEffect(() => {
    let after: ReturnType<typeof setTimeout> | undefined;
    const done = (): void => startTransition(() => setPainted(true));
    const frame = requestAnimationFrame(() => {
      // A task of its own: the frame is painted by then.
      after = setTimeout(done);
    });
    const patience = setTimeout(done, PATIENCE);
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(after);
      clearTimeout(patience);
    };
  }, []);
  return isPainted;
}
