import type { ContactArgs } from './contact-commands.ts';
import type { NewId } from '../../kernel/ids.ts';
import { parseStored } from '../../phone/stored.ts';
import type { DialProfile } from '../../phone/dial-profile.ts';

/** Numbers of a town stand in people's books without its code; the desk knows which town it is in. */
export function withArea(raw: string, { area }: DialProfile): string {
  return area !== '' && /^[1-9][\d\s/-]*$/.test(raw.trim()) ? `0${area} ${raw.trim()}` : raw;
}

/**
 * What a typed field yields as contact points: one each for "030 123-20 bis -22". `raw` stays as it was typed.
 * A number that cannot be read is kept as it is, without digits: nothing typed in a call is refused.
 */
export function contactArgs(
  raw: string,
  label: string,
  profile: DialProfile,
  newId: NewId,
): readonly ContactArgs[] {
  return parseStored(withArea(raw, profile), profile).map(({ digits, stem, extension, fault }) => ({
    id: newId(),
    kind: 'phone',
    label,
    raw: raw.trim(),
    digits,
    stem,
    extension,
    fault,
  }));
}
