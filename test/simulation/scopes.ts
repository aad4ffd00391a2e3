/** The branches of a tenant. */
export const NORTH = 'north';
export const SOUTH = 'south';
export const ALL_SCOPES: readonly string[] = [NORTH, SOUTH];
