import type { ContactArgs } from './contact-commands.ts';
import type { NewId } from '../../kernel/ids.ts';
import { parseStored } from '../../phone/stored.ts';
import type { DialProfile } from '../../phone/dial-profile.ts';

/**
 * What a typed field yields as contact points: one each for "030 123-20 bis -22". `raw` stays as it was typed.
 * A number that cannot be read is kept as it is, without digits: nothing typed in a call is refused. One without area
 * code is kept so as well: which town it is in is not guessed, the number clinic proposes.
 */
export function contactArgs(
  raw: string,
  label: string,
  profile: DialProfile,
  newId: NewId,
): readonly ContactArgs[] {
  return parseStored(raw, profile).map(({ digits, stem, extension, fault }) => ({
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
