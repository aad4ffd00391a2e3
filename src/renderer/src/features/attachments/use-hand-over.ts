import { attachmentsContract } from '#shared/features/attachments/contract.ts';
import type { AttachmentView } from '#shared/features/attachments/contract.ts';
import { useClient } from '../../api/client-context.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useToasts } from '../../ui/toast-store.ts';
import { useAttachmentTexts } from './texts.ts';

export type HandOver = (
  file: Pick<AttachmentView, 'id' | 'fileName' | 'isHere'>,
  how: 'open' | 'save',
) => Promise<void>;

/** Brings the contents here where they are not, and gives the file to the person. */
export function useHandOver(): HandOver {
  const t = useAttachmentTexts();
  const client = useClient();
  const act = useAct();
  const show = useToasts((store) => store.show);
  return async ({ id, fileName, isHere }, how) => {
    await act(async () => {
      if (!isHere) await client.ask(attachmentsContract, 'fetch', { id });
      const given = await client.ask(attachmentsContract, 'handOver', { id, how });
      if (given.kind === 'cancelled') return;
      if (given.kind === 'download') {
        const link = document.createElement('a');
        link.href = given.address;
        link.download = fileName;
        link.click();
        show({ tone: 'done', text: t('offered', { name: fileName }) });
        return;
      }
      const { path, isOpened } = given;
      const key = how === 'save' ? 'savedTo' : isOpened ? 'openedFrom' : 'notOpened';
      show({ tone: 'done', text: t(key, { path }) });
    });
  };
}
