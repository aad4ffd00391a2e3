import { consentTable, optOutTable } from '#shared/features/consents/model.ts';
import type { TimelineFacts } from '#shared/timeline/timeline-source.ts';

/** It comes from the customer, whoever writes it down. */
const section = 'in';
/** Noon of the day it was given, by the clock of this desk: then it stands among what was said that day. */
const GIVEN = `CAST(strftime('%s', given_on || ' 12:00', 'utc') AS INTEGER) * 1000`;

/** What somebody allowed, took back, and did not want any more. */
export const consentHistory: readonly TimelineFacts[] = [
  {
    ...{ type: consentTable.name, section, what: 'given' },
    sql: `
      SELECT id, ${GIVEN} AS at, party_id, 0 AS time_known,
        json_object('channel', channel, 'purpose', purpose, 'how', how, 'evidence', evidence) AS facts
      FROM consent WHERE party_id IN (SELECT id FROM who)`,
  },
  {
    ...{ type: consentTable.name, section, what: 'withdrawn' },
    sql: `
      SELECT id, withdrawn_at AS at, party_id, 1 AS time_known,
        json_object('channel', channel, 'purpose', purpose, 'how', withdrawn_how,
          'evidence', withdrawn_evidence) AS facts
      FROM consent WHERE withdrawn_at IS NOT NULL AND party_id IN (SELECT id FROM who)`,
  },
  {
    ...{ type: optOutTable.name, section, what: 'set' },
    sql: `
      SELECT id, since AS at, party_id, 1 AS time_known,
        json_object('channel', channel, 'how', how, 'evidence', note) AS facts
      FROM opt_out WHERE party_id IN (SELECT id FROM who)`,
  },
  {
    ...{ type: optOutTable.name, section, what: 'revoked' },
    sql: `
      SELECT id, revoked_at AS at, party_id, 1 AS time_known, json_object('channel', channel) AS facts
      FROM opt_out WHERE revoked_at IS NOT NULL AND party_id IN (SELECT id FROM who)`,
  },
];
