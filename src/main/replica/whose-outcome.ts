/**
 * For the rows of `rejected_command` and `conflict_inbox`: who sits at the desk sees their own alone, also while it
 * still speaks to the centre as the colleague before; where nobody does, whose replica it is; of a replica that is
 * nobody's all are seen.
 */
export const OF_THIS_USER = `coalesce(json_extract(actor, '$.userId') = coalesce(
  (SELECT json_extract(value, '$.userId') FROM local_setting WHERE key = 'session'),
  (SELECT user_id FROM sync_state)), 1)`;
