/** The host says under this name that something of the account has changed at the centre. */
export const accountTables: readonly string[] = ['account'];
