import { CONTACT_CHANNELS, CONTACT_PURPOSES } from '#shared/permission/contact-permission.ts';
import type { ContactChannel } from '#shared/permission/contact-permission.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import type { Narrowing } from '../../host/narrowing.ts';

/** As `permissionOf` decides it, of all parties at once; the day is the database's. */
const ALLOWED = `
  SELECT c.party_id FROM consent c
  WHERE c.channel = ? AND c.purpose = ? AND c.withdrawn_at IS NULL
    AND c.given_on <= date('now', 'localtime')
    AND (c.valid_until IS NULL OR c.valid_until >= date('now', 'localtime'))
    AND c.party_id NOT IN (SELECT party_id FROM opt_out WHERE channel = ? AND revoked_at IS NULL)`;

/** A list shows all addresses of a party: with one among them that anybody has had struck off, it is on none. */
const NOT_STRUCK = `
    AND c.party_id NOT IN (
      SELECT theirs.party_id FROM opt_out s
      JOIN contact_point o ON o.party_id = s.party_id AND o.kind = 'mail'
      JOIN contact_point theirs ON theirs.kind = 'mail' AND theirs.raw COLLATE NOCASE = o.raw COLLATE NOCASE
      WHERE s.channel = 'mail' AND s.revoked_at IS NULL)`;

/**
 * Those who may be contacted by a channel for a purpose, `mail:newsletter`: what a list for a mailing is made by.
 * @throws AppError `filter.unknown`
 */
export function byPermission(value: string): Narrowing {
  const [asked = '', purpose = '', ...rest] = value.split(':');
  const channel = CONTACT_CHANNELS.find((one): one is ContactChannel => one === asked);
  if (channel === undefined || rest.length > 0 || !CONTACT_PURPOSES.some((one) => one === purpose))
    throw new AppError('filter.unknown', `no permission ${value}`, { name: value.slice(0, 60) });
  return {
    sql: ALLOWED + (channel === 'mail' ? NOT_STRUCK : ''),
    params: [channel, purpose, channel],
  };
}
