import { z } from 'zod';

/** A FRITZ!Box's call monitor. It knows no login, so there is no secret. */
export const fritzboxSettings = z.object({
  enabled: z.boolean(),
  host: z.string().trim().max(253),
  port: z.int().min(1).max(65_535),
  /** The box's numbers that ring this agent, in any spelling; none: all of them. */
  numbers: z
    .array(
      z
        .string()
        .trim()
        .regex(/^\+?[\d\s()/.-]{1,40}$/),
    )
    .max(20),
  /** Internal numbers of this agent's phones, `610` or `**610`; none: every phone of the box. */
  extensions: z
    .array(
      z
        .string()
        .trim()
        .regex(/^(?:\*\*)?\d{1,3}$/),
    )
    .max(20),
});

export const fritzboxSettingsPatch = fritzboxSettings.partial();

export const defaultFritzboxSettings: z.infer<typeof fritzboxSettings> = {
  enabled: false,
  host: 'fritz.box',
  port: 1012,
  numbers: [],
  extensions: [],
};
