import type { Clock } from '#shared/kernel/clock.ts';
import type { ReadableDb } from '../replica/db.ts';
import { createCloseTo } from './close-to.ts';
import type { Host, MainFeature } from './host.ts';
import { createMayContact } from './may-contact.ts';
import { createPartiesWithin } from './parties-within.ts';
import { createNarrow } from './party-filters.ts';

/** What is asked of all features at once. */
export type FeatureAnswers = Pick<
  Host,
  | 'takeWrapUp'
  | 'noteOf'
  | 'openWork'
  | 'shiftWork'
  | 'numbersToDial'
  | 'figures'
  | 'standIns'
  | 'timelineSources'
  | 'partiesWithin'
  | 'closeTo'
  | 'mayContact'
  | 'narrow'
  | 'countFiles'
  | 'heldPiece'
  | 'importTarget'
  | 'exportLists'
>;

/** `host`: asked for when a feature is, not before. */
export function createFeatureAnswers(
  features: readonly MainFeature[],
  { db, clock, host }: { readonly db: ReadableDb; readonly clock: Clock; readonly host: () => Host },
): FeatureAnswers {
  return {
    takeWrapUp(wrapUp) {
      for (const feature of features) feature.takeWrapUp?.(host(), wrapUp);
    },
    noteOf: (callId) =>
      features.map((feature) => feature.noteOf?.(host(), callId)).find((note) => note !== undefined) ?? '',
    openWork: () => features.flatMap((feature) => feature.openWork ?? []),
    shiftWork: () => features.flatMap((feature) => feature.shiftWork ?? []),
    numbersToDial: (ids) => new Map(features.flatMap((one) => [...(one.numbersToDial?.(db, ids) ?? [])])),
    figures: () => features.flatMap((feature) => feature.figures ?? []),
    standIns: () => features.flatMap((feature) => feature.standIns?.(db, clock.now()) ?? []),
    timelineSources: () => features.flatMap((feature) => feature.timeline ?? []),
    partiesWithin: createPartiesWithin(db, features),
    closeTo: createCloseTo(db, features, clock),
    mayContact: createMayContact(db, features, clock),
    narrow: createNarrow(features),
    countFiles: (type, ids) =>
      new Map(features.flatMap((one) => [...(one.countFiles?.(db, type, ids) ?? [])])),
    heldPiece: (sha256, no) =>
      features.map((one) => one.heldPiece?.(db, sha256, no)).find((piece) => piece !== undefined),
    importTarget: () => features.find((feature) => feature.importTarget)?.importTarget,
    exportLists: () => features.flatMap((feature) => feature.exportLists?.(host()) ?? []),
  };
}
