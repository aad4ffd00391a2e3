import type { AmiFrame } from './frame.ts';

export type ActionResult =
  | { readonly ok: true; readonly frame: AmiFrame }
  /** `refused` never left this machine; `error` is the PBX's own no; after `timeout` nobody knows. */
  | {
      readonly ok: false;
      readonly code: 'refused' | 'error' | 'timeout' | 'closed';
      readonly detail: string;
    };

export type ListResult =
  { readonly ok: true; readonly frames: readonly AmiFrame[] } | Extract<ActionResult, { readonly ok: false }>;
