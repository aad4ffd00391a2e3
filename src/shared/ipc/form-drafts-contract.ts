import { z } from 'zod';
import { idSchema } from '../kernel/ref.ts';
import { call, defineContract, returns } from './contract.ts';

/** `consents.give`: which dialogue. */
const form = z.string().regex(/^[a-z][a-z-]*(?:\.[a-z][a-z-]*)+$/);
/** What it is about; null: nothing that is there yet. */
const about = idSchema.nullable();

/** A dialogue that was not finished: the desk was locked, the session ended, the page was closed. */
export interface FormDraft {
  readonly id: string;
  /** When something was typed last, ms. */
  readonly at: number;
  /** By the names of the dialogue; whoever takes them up checks each. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** One dialogue's fields together, as JSON. */
const LONGEST_DRAFT = 60_000;

/** What somebody was typing into a dialogue: theirs alone, on this desk alone. Never for a secret. */
export const formDraftsContract = defineContract('form-drafts', {
  /** Those of whoever asks, the latest first. */
  of: call(z.object({ form, about }), returns<readonly FormDraft[]>()),
  /** `fields`: a JSON object. `id` is the caller's; one of somebody else is left as it is. */
  keep: call(
    z.object({ id: idSchema, form, about, fields: z.string().max(LONGEST_DRAFT).refine(isObject) }),
    returns<void>(),
  ),
  drop: call(z.object({ id: idSchema }), returns<void>()),
});

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
