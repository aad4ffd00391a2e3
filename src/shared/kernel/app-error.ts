export type ErrorParams = Readonly<Record<string, string | number>>;

/**
 * An error a person may see. `code` is a key of the catalogues (`error.<code>`), `params` fill its text;
 * `message` is English, for logs. Anything else that is thrown is a bug and is shown as `internal`.
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: string;
  readonly params: ErrorParams;

  constructor(code: string, message: string, params: ErrorParams = {}, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
    this.params = params;
  }
}

/** Never throws: whatever was thrown, somebody is about to log it. */
export function messageOf(error: unknown): string {
  try {
    return error instanceof Error ? error.message : String(error);
  } catch {
    return 'an error without a message';
  }
}
