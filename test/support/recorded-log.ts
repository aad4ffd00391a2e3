import type { Log } from '#main/host/host.ts';

export interface RecordedLog extends Log {
  readonly lines: readonly string[];
}

/** Keeps what is logged, as `level message`. */
export function createRecordedLog(): RecordedLog {
  const lines: string[] = [];
  const at = (level: string) => (message: string) => void lines.push(`${level} ${message}`);
  return { lines, info: at('info'), warn: at('warn'), error: at('error') };
}
