/**
 * For the rows of `rejected_command` and `conflict_inbox`: whose replica it is sees their own alone; of a replica that
 * is nobody's all are seen.
 */
export const OF_THIS_USER = "coalesce(json_extract(actor, '$.userId') = (SELECT user_id FROM sync_state), 1)";
