import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { keyOf } from '../api/ahead.ts';
import type { Question } from '../api/ahead.ts';
import { AskedContext } from '../api/asked.ts';
import { useClient } from '../api/client-context.tsx';
import { useAnswered } from '../api/use-answered.ts';
import { useAfterPaint } from '../ui/use-after-paint.ts';

interface Props {
  /** Told once, when all of it has been answered and painted: what the parts inside have asked until then, each once. */
  readonly onAsked: (questions: readonly Question[]) => void;
  readonly children: ReactNode;
}

/** Around a screen that comes whole. What was asked ahead of it and is not taken by then is forgotten. */
export function AskedInside({ onAsked, children }: Props): ReactNode {
  const client = useClient();
  /** null: told. */
  const asked = useRef<Map<string, Question> | null>(new Map());
  // The same as long as the screen is there: those that ask do not ask again because of it.
  const [note] = useState(() => (question: Question) => void asked.current?.set(keyOf(question), question));
  const answered = useAnswered();
  // Parts that come after the painting have taken theirs by then.
  const isPainted = useAfterPaint();
  const tell = useEffectEvent(onAsked);
  useEffect(() => {
    if (!answered || !isPainted || asked.current === null) return;
    tell([...asked.current.values()]);
    asked.current = null;
    client.forgetAhead();
  }, [client, answered, isPainted]);
  return <AskedContext value={note}>{children}</AskedContext>;
}
