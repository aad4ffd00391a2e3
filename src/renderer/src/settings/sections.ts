/** Parts of the settings screen that belong to no feature; each can be gone to, `/settings/numbers`. */
export const SETTINGS_SECTIONS = ['general', 'pbx', 'numbers', 'shortcuts'] as const;
