import { z } from 'zod';

/**
 * Ticket numbers exist offline: a device leases a block of running numbers and uses them up one by one. A number
 * that is never used leaves a gap; none is ever given out twice.
 */
export const LEASE_PATH = '/api/tickets/lease';
export const MAX_LEASE = 50;

export const leaseRequest = z.object({ count: z.int().min(1).max(MAX_LEASE) });

/** The serials `from` to `to`, both included, of a year in four digits; see formatTicketNumber. */
export const leaseReply = z.object({ year: z.int().min(2000), from: z.int().min(1), to: z.int().min(1) });
export type LeaseReply = z.infer<typeof leaseReply>;
