export type Header = readonly [key: string, value: string];

/** A frame of the manager protocol: `Key: Value` lines, an empty line at the end. */
export function formatFrame(headers: readonly Header[]): string {
  return `${headers.map(([key, value]) => `${key}: ${value.replace(/[\r\n]/g, ' ')}`).join('\r\n')}\r\n\r\n`;
}

/** Keys in lower case, as the manager compares them; of repeated keys the last. */
export type Action = ReadonlyMap<string, string>;

/** Cuts complete frames off the front of `buffer`. */
export function takeActions(buffer: string): { readonly actions: readonly Action[]; readonly rest: string } {
  const frames = buffer.split('\r\n\r\n');
  const rest = frames.pop() ?? '';
  return { actions: frames.filter((frame) => frame.trim() !== '').map(parseAction), rest };
}

function parseAction(frame: string): Action {
  const action = new Map<string, string>();
  for (const line of frame.split('\r\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) action.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  return action;
}
