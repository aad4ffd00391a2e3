/**
 * One line of the call monitor; `id` names the call while it lasts and is given away again afterwards. Numbers are
 * as the box writes them. `extension` is the box's own count, see extension.ts.
 *
 *     21.11.26 20:15:00;RING;0;02214710612;4710121;SIP0;
 *     21.11.26 20:15:00;CALL;1;10;4710121;0893302580#;SIP0;
 *     21.11.26 20:15:07;CONNECT;0;10;02214710612;
 *     21.11.26 20:16:19;DISCONNECT;0;72;
 */
export type MonitorLine = {
  /** The box's own time of day, in seconds as if it were UTC: it does not tell its zone. */
  readonly second: number;
} & (
  | { readonly type: 'ring'; readonly id: number; readonly from: string; readonly own: string }
  | {
      readonly type: 'call';
      readonly id: number;
      readonly extension: number;
      readonly own: string;
      readonly to: string;
    }
  | {
      readonly type: 'connect';
      readonly id: number;
      readonly extension: number;
      /** Of the far end, whichever side called. */
      readonly number: string;
    }
  | { readonly type: 'disconnect'; readonly id: number; readonly seconds: number }
);

const TIME = /^(\d{2})\.(\d{2})\.(\d{2}) (\d{2}):(\d{2}):(\d{2})$/;

/** undefined: no line of a call monitor. Fields a later firmware may add at the end are ignored. */
export function parseMonitorLine(line: string): MonitorLine | undefined {
  const [time = '', type, ...fields] = line.split(';');
  const [idText, first, third, fourth] = fields;
  const id = count(idText, 4);
  const second = secondOf(time);
  if (second === undefined || id === undefined) return undefined;
  switch (type) {
    case 'RING':
      return first === undefined || third === undefined
        ? undefined
        : { type: 'ring', second, id, from: first.trim(), own: third.trim() };
    case 'CALL': {
      const extension = count(first, 3);
      if (extension === undefined || third === undefined || fourth === undefined) return undefined;
      // The phone's own "that is all": not part of the number.
      return { type: 'call', second, id, extension, own: third.trim(), to: fourth.trim().replace(/#+$/, '') };
    }
    case 'CONNECT': {
      const extension = count(first, 3);
      return extension === undefined || third === undefined
        ? undefined
        : { type: 'connect', second, id, extension, number: third.trim().replace(/#+$/, '') };
    }
    case 'DISCONNECT': {
      const seconds = count(first, 9);
      return seconds === undefined ? undefined : { type: 'disconnect', second, id, seconds };
    }
    default:
      return undefined;
  }
}

function secondOf(time: string): number | undefined {
  const [, day, month, year, hour, minute, second] = (TIME.exec(time) ?? []).map(Number);
  if (day === undefined || month === undefined || year === undefined) return undefined;
  return Date.UTC(2000 + year, month - 1, day, hour, minute, second) / 1000;
}

function count(text: string | undefined, digits: number): number | undefined {
  return text !== undefined && /^\d+$/.test(text) && text.length <= digits ? Number(text) : undefined;
}
