import type { ReactNode } from 'react';
import { TextInput } from '@mantine/core';
import { z } from 'zod';
import { FieldPair } from './field-pair.tsx';

/** Days as `YYYY-MM-DD`, as typed; `until` empty: without an end. */
export interface Span {
  readonly since: string;
  readonly until: string;
}

/** For `useDraftField`. */
export const daySpanField: z.ZodType<Span> = z.object({ since: z.string(), until: z.string() });

export const isBackwards = ({ since, until }: Span): boolean => until !== '' && until < since;

/** It has a beginning, and ends, where it does, no earlier. */
export const isSpan = (span: Span): boolean => span.since !== '' && !isBackwards(span);

/** The last day as commands take it. */
export const lastDayOf = ({ until }: Span): string | null => (until === '' ? null : until);

interface Props {
  readonly span: Span;
  readonly onChange: (span: Span) => void;
  readonly since: string;
  readonly until: string;
  /** What is wrong with an end before the beginning. */
  readonly backwards: string;
}

/** From a day that must be told to one that need not be. */
export function DaySpan({ span, onChange, since, until, backwards }: Props): ReactNode {
  return (
    <FieldPair>
      <TextInput
        type="date"
        label={since}
        required
        value={span.since}
        onChange={(event) => onChange({ ...span, since: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={until}
        min={span.since}
        error={isBackwards(span) && backwards}
        value={span.until}
        onChange={(event) => onChange({ ...span, until: event.currentTarget.value })}
      />
    </FieldPair>
  );
}
