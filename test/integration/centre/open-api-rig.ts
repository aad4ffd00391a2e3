import { randomUUID } from 'node:crypto';
import { openApi } from '#server/features/open-api/feature.ts';
import type { Rig } from './rig.ts';
import { operate } from './operate.ts';

export const ALL_RIGHTS = ['parties', 'tickets', 'interactions', 'tasks']
  .flatMap((name) => [`${name}:read`, `${name}:write`])
  .join(',');

export interface Made {
  readonly id: string;
  readonly token: string;
}

/** As the operator makes one, with the command itself. */
export async function makeToken(rig: Rig, flags: Readonly<Record<string, string>> = {}): Promise<Made> {
  const all = { tenant: 'kv', name: 'Warenwirtschaft', scopes: ALL_RIGHTS, ...flags };
  const printed = await operate(rig, openApi.operatorCommands ?? [], 'api-token create', all);
  return { id: idIn(printed), token: /^Token: (\S+)$/m.exec(printed)?.[1] ?? '' };
}

export const idIn = (printed: string): string => /\(([0-9a-f-]{36})\)/.exec(printed)?.[1] ?? '';

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Ask {
  readonly body?: unknown;
  /** Default: a new one. null: none. */
  readonly key?: string | null;
  readonly ver?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Program = (method: string, path: string, ask?: Ask) => Promise<Reply>;

/** A program that has this token. */
export function programOf({ url }: { readonly url: string }, token: string): Program {
  return async (method, path, { body, key = randomUUID(), ver, headers = {} } = {}) => {
    const response = await fetch(new URL(`/api/v1${path}`, url), {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(method !== 'GET' && key !== null && { 'idempotency-key': key }),
        ...(ver !== undefined && { 'if-match': `"${JSON.stringify(ver)}"` }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return {
      status: response.status,
      headers: response.headers,
      body: (await response.json()) as Record<string, unknown>,
    };
  };
}

export const itemsOf = ({ body }: Reply): readonly Readonly<Record<string, unknown>>[] =>
  body['items'] as Record<string, unknown>[];
