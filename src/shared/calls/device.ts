/** `PJSIP/202` → `202`; the empty text where the device is not named after an extension. */
export function extensionOf(device: string): string {
  return /^[^/]+\/(\d{1,8})$/.exec(device)?.[1] ?? '';
}
