import { addLine } from '#server/features/cti-webhook/lines.ts';
import { signHook } from '#server/features/cti-webhook/signature.ts';
import { createWebhook } from '#server/features/cti-webhook/webhooks.ts';
import type { MadeWebhook } from '#server/features/cti-webhook/webhooks.ts';
import type { Rig, TestUser } from './rig.ts';
import { newId } from './test-desk.ts';

type Fields = Readonly<Record<string, string | readonly string[]>>;

/** A cloud PBX with an address at the centre. */
export interface CloudPbx {
  readonly path: string;
  readonly signingKey: string | undefined;
  /** Form-encoded, as sipgate does it; signed where the address asks for it. */
  post(fields: Fields, at?: { readonly url: string }): Promise<Response>;
  postJson(fields: Fields, at?: { readonly url: string }): Promise<Response>;
}

export async function cloudPbx(
  rig: Rig,
  { tenant = 'kv', signed = false }: { readonly tenant?: string; readonly signed?: boolean } = {},
): Promise<CloudPbx> {
  const made: MadeWebhook = await rig.centre.admin.inTenant(tenant, (tx) =>
    createWebhook(tx, { id: newId(), name: 'Telefonanlage', signed, now: Date.now() }),
  );
  const { path, signingKey } = made;
  const send = (type: string, body: string, url: string): Promise<Response> =>
    fetch(new URL(path, url), {
      method: 'POST',
      body,
      headers: {
        'content-type': type,
        ...(signingKey === undefined
          ? {}
          : {
              'x-rufblatt-signature': signHook(signingKey, Buffer.from(body), Math.floor(Date.now() / 1000)),
            }),
      },
    });
  return {
    path,
    signingKey,
    post: (fields, { url } = rig) => send('application/x-www-form-urlencoded', formOf(fields), url),
    postJson: (fields, { url } = rig) => send('application/json', JSON.stringify(fields), url),
  };
}

export async function giveLine(rig: Rig, { tenant, userId }: TestUser, line: string): Promise<void> {
  await rig.centre.admin.inTenant(tenant, (tx) => addLine(tx, { userId, line }));
}

function formOf(fields: Fields): string {
  const pairs = Object.entries(fields).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value]] : value.map((each) => [`${name}[]`, each]),
  );
  return new URLSearchParams(pairs).toString();
}
