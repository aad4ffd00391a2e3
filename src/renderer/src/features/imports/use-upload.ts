import { useState } from 'react';
import { importsContract, PIECE_BYTES } from '#shared/features/imports/contract.ts';
import type { Encoding } from '#shared/features/imports/read/encoding.ts';
import { useClient } from '../../api/client-context.tsx';

export interface Upload {
  /** Bytes sent and in all; undefined: none is on its way. */
  readonly progress: { readonly done: number; readonly total: number } | undefined;
  /** Resolves to the import's id once the desk has all bytes. */
  send(file: File, encoding: Encoding | 'auto'): Promise<string>;
}

/** Takes a file to the desk in pieces, one after the other: nobody holds it twice. */
export function useUpload(): Upload {
  const client = useClient();
  const [progress, setProgress] = useState<Upload['progress']>();
  return {
    progress,
    async send(file, encoding) {
      const total = file.size;
      const { id } = await client.ask(importsContract, 'begin', {
        fileName: file.name.slice(0, 255),
        bytes: total,
        encoding,
      });
      try {
        for (let done = 0; done < total; done += PIECE_BYTES) {
          setProgress({ done, total });
          const piece = new Uint8Array(await file.slice(done, done + PIECE_BYTES).arrayBuffer());
          await client.ask(importsContract, 'piece', { id, base64: base64Of(piece) });
        }
        await client.ask(importsContract, 'end', { id });
      } finally {
        setProgress(undefined);
      }
      return id;
    },
  };
}

const STEP = 0x8000;

function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += STEP)
    text += String.fromCharCode(...bytes.subarray(at, at + STEP));
  return btoa(text);
}
