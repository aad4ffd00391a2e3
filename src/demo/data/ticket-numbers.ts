/** Of the stories' tickets, whose numbers are known by heart. */
export const TICKET_YEAR = 2026;

export const STORY_SERIALS = { brandt: 4_711, kessler: 4_803 } as const;

/** The newest of the seed. Story 5 begins with the next, `26-005120-3`: the first a desk leases. */
export const LAST_TICKET_SERIAL = 5_119;

/** `count` serials in their order, the newest last, without those of the stories. */
export function crowdSerials(count: number): number[] {
  const taken: readonly number[] = Object.values(STORY_SERIALS);
  const serials: number[] = [];
  for (let serial = LAST_TICKET_SERIAL; serials.length < count && serial > 0; serial--)
    if (!taken.includes(serial)) serials.unshift(serial);
  return serials;
}
