import { z } from 'zod';
import { call, defineContract, returns } from '../../ipc/contract.ts';
import { idSchema } from '../../kernel/ref.ts';
import { CONTACT_CHANNELS, CONTACT_PURPOSES } from '../../permission/contact-permission.ts';
import type {
  ContactChannel,
  ContactPermission,
  ContactPurpose,
} from '../../permission/contact-permission.ts';
import type { EvidenceKind } from './model.ts';

export interface ConsentLine {
  readonly id: string;
  readonly channel: ContactChannel;
  readonly purpose: ContactPurpose;
  readonly how: EvidenceKind;
  readonly evidence: string;
  readonly textVersion: string;
  /** Days. */
  readonly givenOn: string;
  readonly validUntil: string | null;
  readonly lastUsedOn: string | null;
  /** As of today. */
  readonly state: 'valid' | 'withdrawn' | 'expired' | 'coming';
  /** Names; empty where nobody here knows the person. */
  readonly recordedBy: string;
  readonly withdrawnAt: number | null;
  readonly withdrawnHow: EvidenceKind | null;
  /** Empty: nobody has said. */
  readonly withdrawnEvidence: string;
  readonly withdrawnBy: string;
}

export interface OptOutLine {
  readonly id: string;
  readonly channel: ContactChannel;
  readonly how: EvidenceKind;
  readonly note: string;
  readonly since: number;
  readonly recordedBy: string;
  readonly revokedAt: number | null;
  readonly revokedBy: string;
}

export interface Consents {
  /** Newest first, with what is over. */
  readonly consents: readonly ConsentLine[];
  readonly optOuts: readonly OptOutLine[];
}

export const consentsContract = defineContract('consents', {
  ofParty: call(z.object({ partyId: idSchema }), returns<Consents>()),
  /** What {@link Host.mayContact} answers the desk's own features, for one party. */
  mayContact: call(
    z.object({
      partyId: idSchema,
      channel: z.enum(CONTACT_CHANNELS),
      purpose: z.enum(CONTACT_PURPOSES),
    }),
    returns<ContactPermission>(),
  ),
});
