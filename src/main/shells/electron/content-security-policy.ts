/**
 * What a page of the app may load. Scripts only from files, no eval, no inline script, nothing from elsewhere.
 * `style-src 'unsafe-inline'`: Mantine writes its CSS variables into style elements and style attributes; the
 * latter cannot carry a nonce. `media-src`: the ring tones.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "media-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
