import { MOST_PHOTO } from '#shared/features/staff/entry.ts';
import { AppError } from '#shared/kernel/app-error.ts';

export interface SmallPhoto {
  readonly type: 'image/jpeg';
  /** Base64. */
  readonly data: string;
}

/** Pixels of each side; twice what the card shows. */
const SIDE = 192;
const QUALITIES = [0.85, 0.7, 0.5, 0.3] as const;

/**
 * The middle of a picture, square and small enough to lie on every desk; what the camera wrote beside it stays behind.
 * @throws AppError `staff.no-picture` where the file is none that can be shown
 */
export async function shrinkPhoto(file: Blob): Promise<SmallPhoto> {
  const picture = await createImageBitmap(file).catch((error: unknown) => {
    throw new AppError('staff.no-picture', 'not a picture', {}, { cause: error });
  });
  const canvas = document.createElement('canvas');
  canvas.width = SIDE;
  canvas.height = SIDE;
  const side = Math.min(picture.width, picture.height);
  const [left, top] = [(picture.width - side) / 2, (picture.height - side) / 2];
  canvas.getContext('2d')?.drawImage(picture, left, top, side, side, 0, 0, SIDE, SIDE);
  picture.close();
  for (const quality of QUALITIES) {
    const [, data = ''] = canvas.toDataURL('image/jpeg', quality).split(',');
    if (data !== '' && data.length <= MOST_PHOTO) return { type: 'image/jpeg', data };
  }
  throw new AppError('staff.no-picture', 'a picture that does not get small');
}
