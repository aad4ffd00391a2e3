import { useState } from 'react';
import { attachmentsContract, PIECE_BYTES } from '#shared/features/attachments/contract.ts';
import type { Subject } from '#shared/features/attachments/commands.ts';
import { useClient } from '../../api/client-context.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useAct } from '../../ui/use-act.ts';
import { base64Of } from './base64.ts';
import { useAttachmentTexts } from './texts.ts';

export interface ComingFile {
  readonly name: string;
  readonly percent: number;
}

export interface AddFiles {
  /** On its way from the window to the desk; undefined: none is. */
  readonly coming: ComingFile | undefined;
  /** One after the other; what cannot be attached is told, and the others go on. */
  readonly add: (files: readonly File[]) => Promise<void>;
}

export function useAddFiles(subject: Subject): AddFiles {
  const t = useAttachmentTexts();
  const client = useClient();
  const act = useAct();
  const format = useFormat();
  const [coming, setComing] = useState<ComingFile>();

  const send = async (file: File, name: string): Promise<void> => {
    const { id } = await client.ask(attachmentsContract, 'begin', {
      ...{ subject, fileName: name.slice(0, 1_000), mediaType: file.type.slice(0, 300), bytes: file.size },
    });
    try {
      for (let done = 0; done < file.size; done += PIECE_BYTES) {
        setComing({ name, percent: Math.floor((100 * done) / file.size) });
        const piece = new Uint8Array(await file.slice(done, done + PIECE_BYTES).arrayBuffer());
        await client.ask(attachmentsContract, 'piece', { id, base64: base64Of(piece) });
      }
      await client.ask(attachmentsContract, 'end', { id });
    } catch (error) {
      await client.ask(attachmentsContract, 'drop', { id });
      throw error;
    } finally {
      setComing(undefined);
    }
  };

  return {
    coming,
    async add(files) {
      for (const file of files) {
        // What is pasted is called image.png, every time.
        const isPasted = /^image\.(?:png|jpe?g|gif|webp|tiff?)$/i.test(file.name);
        const when = `${format.date(Date.now())} ${format.time(Date.now())}`.replaceAll(':', '.');
        const name = isPasted ? `${t('pasted', { when })}${file.name.slice('image'.length)}` : file.name;
        await act(() => send(file, name), { done: t('added', { name }) });
      }
    },
  };
}
