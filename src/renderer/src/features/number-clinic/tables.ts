/** The scan tells by a name of its own how far it is; see scan.ts of the desk's side. */
export const clinicTables: readonly string[] = ['clinic_scan', 'clinic_batch', 'contact_point', 'party'];
