import type { z } from 'zod';
import { CTI_ADMIN_PATH, done, madeWebhook, webhookBook } from '#shared/features/cti-webhook/admin.ts';
import { ctiWebhookContract, WEBHOOKS } from '#shared/features/cti-webhook/contract.ts';
import type { NewAddress } from '#shared/features/cti-webhook/contract.ts';
import { ctiWebhook as shared } from '#shared/features/cti-webhook/feature.ts';
import { implement } from '#shared/ipc/contract.ts';
import type { Host, MainFeature } from '../../host/host.ts';

/** All of it is the centre's: what is answered here was asked there, and nothing of it is kept. */
export const ctiWebhook: MainFeature = {
  shared,
  migrations: [],
  parts(host) {
    const ask = <T>(act: string, body: unknown, reply: z.ZodType<T>): Promise<T> =>
      host.centre(`${CTI_ADMIN_PATH}/${act}`, body, reply);
    const change = async <T>(act: string, body: unknown, reply: z.ZodType<T>): Promise<T> => {
      const answer = await ask(act, body, reply);
      host.touch([WEBHOOKS]);
      return answer;
    };
    return {
      implementation: implement(ctiWebhookContract, {
        list: () => ask('list', {}, webhookBook),
        create: async (input) => addressOf(host, await change('create', input, madeWebhook)),
        rotate: async (input) => addressOf(host, await change('rotate', input, madeWebhook)),
        disable: async (input) => void (await change('disable', input, done)),
        addLine: async (input) => void (await change('add-line', input, done)),
        removeLine: async (input) => void (await change('remove-line', input, done)),
      }),
    };
  },
};

/** The desk is signed in at the centre under this address; a provider may have to use another name for it. */
function addressOf(host: Host, { id, path, signingKey }: z.infer<typeof madeWebhook>): NewAddress {
  const { url } = host.settings().centre;
  return { id, url: url === null ? path : new URL(path, url).href, signingKey };
}
