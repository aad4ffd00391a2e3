import { endingOf } from './file-name.ts';

/** Shown by the system's own viewer; nothing in them runs. SVG and HTML can carry scripts, CSV and Office files formulas. */
const OPENABLE: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  txt: 'text/plain',
};

/** Whether a file of this name may be handed to whatever the system opens it with; others are saved and nothing more. */
export function mayOpen(fileName: string): boolean {
  return Object.hasOwn(OPENABLE, endingOf(fileName));
}

/** What such a file is, by its name alone: what somebody else's browser said of it is not believed. */
export function safeMediaType(fileName: string): string {
  const ending = endingOf(fileName);
  return (Object.hasOwn(OPENABLE, ending) && OPENABLE[ending]) || 'application/octet-stream';
}
