/** MB of the largest file, where an operator has said nothing else; so it is with a centre that says nothing. */
export const USUAL_FILE_MB = 20;
/** What an operator may allow at most: a file is in memory as a whole where it is handed to the person. */
export const MOST_FILE_MB = 100;
export const MB = 2 ** 20;

/** What the largest file is here, in bytes. */
export const largestFile = (told: { readonly fileMb?: number | undefined } | null | undefined): number =>
  (told?.fileMb ?? USUAL_FILE_MB) * MB;
