import { defineTable, integer, optionalInteger, optionalText, refTo, text } from '../../rows/table.ts';
import type { ContactChannel, ContactPurpose } from '../../permission/contact-permission.ts';

/** How we know: on paper, by a form of the website, by mail, on the phone, face to face. */
export const EVIDENCE_KINDS = ['written', 'form', 'mail', 'phone', 'in-person'] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/** "Yes, you may": one channel, one purpose, with what proves it. It is withdrawn, never deleted. */
export const consentTable = defineTable('consent', {
  party_id: refTo('party', text()),
  channel: text<ContactChannel>(),
  purpose: text<ContactPurpose>(),
  how: text<EvidenceKind>(),
  /** Where the proof lies, or what was said: "Anmeldebogen, Ordner 3". */
  evidence: text(),
  /** Which text they agreed to, as the house numbers them: "2026-01"; empty where there was none. */
  text_version: text(),
  /** Days. */
  given_on: text(),
  valid_until: optionalText(),
  last_used_on: optionalText(),
  /** A user. */
  recorded_by: text(),
  withdrawn_at: optionalInteger(),
  withdrawn_how: optionalText<EvidenceKind>(),
  /** As `evidence`, of the withdrawal: "Schreiben vom 3. Mai"; null: nobody has said. */
  withdrawn_evidence: optionalText(),
  withdrawn_by: optionalText(),
});

/** "Nothing more by mail": all purposes of a channel, above every consent, until the party itself says otherwise. */
export const optOutTable = defineTable('opt_out', {
  party_id: refTo('party', text()),
  channel: text<ContactChannel>(),
  how: text<EvidenceKind>(),
  note: text(),
  /** ms */
  since: integer(),
  recorded_by: text(),
  revoked_at: optionalInteger(),
  revoked_by: optionalText(),
});
