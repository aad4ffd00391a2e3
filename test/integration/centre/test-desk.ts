import { randomBytes, randomUUID } from 'node:crypto';
import { features } from '#shared/features.ts';
import { createNewId } from '#shared/kernel/ids.ts';
import { linkTable } from '#shared/links/links.ts';
import { errorReply, loginReply, paths, pullReply, pushReply, WIRE_SCHEMA } from '#shared/sync/protocol.ts';
import type {
  Base,
  LoginReply,
  Outcome,
  PullReply,
  PullRequest,
  PushedCommand,
  PushReply,
} from '#shared/sync/protocol.ts';

export const newId = createNewId({ now: () => Date.now() }, (length) => randomBytes(length));
export const ALL_TABLES = [linkTable, ...features.flatMap(({ tables }) => tables)].map(({ name }) => name);

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Headers;
}

export async function post(url: string, path: string, body: unknown, token?: string): Promise<Answer> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(new URL(path, url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: text ?? '',
  });
  const answer = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: answer === '' ? undefined : (JSON.parse(answer) as unknown),
  };
}

/** The code of a refusal; throws when the answer is none. */
export function codeOf(answer: Answer): string {
  return errorReply.parse(answer.body).error.code;
}

export type Row = Readonly<Record<string, unknown>>;

/** A replica as thin as can be: what it was told, by `table/id`, and where it stands. */
export interface TestDesk {
  readonly session: LoginReply;
  readonly client: string;
  readonly rows: ReadonlyMap<string, Row>;
  readonly outcomes: ReadonlyMap<number, Outcome>;
  readonly position: { readonly cursor: number; readonly epoch: string | null; readonly lastMid: number };
  /** Gives the command the next mid; it is not sent yet. */
  command(name: string, args: unknown, base?: Base): PushedCommand;
  send(commands: readonly PushedCommand[], more?: { readonly epoch?: string | null }): Promise<Answer>;
  push(...commands: readonly PushedCommand[]): Promise<PushReply>;
  /** Asks without taking anything over. */
  ask(more?: Partial<PullRequest>): Promise<PullReply>;
  /** Pulls up to and with the complete page. */
  pull(): Promise<readonly PullReply[]>;
  /** What the person sees of these fields, as the desk sends it along. */
  base(tbl: string, pk: string, ...fields: readonly string[]): Base;
  post(path: string, body: unknown): Promise<Answer>;
}

export interface TestDeskOptions {
  readonly url: string;
  readonly tenant: string;
  readonly login: string;
  readonly password: string;
}

export async function createTestDesk({ url, tenant, login, password }: TestDeskOptions): Promise<TestDesk> {
  const signedIn = await post(url, paths.login, { tenant, login, password, device: 'test desk' });
  if (signedIn.status !== 200) throw new Error(`not signed in: ${JSON.stringify(signedIn.body)}`);
  const session = loginReply.parse(signedIn.body);
  const client = randomUUID();
  const rows = new Map<string, Row>();
  const outcomes = new Map<number, Outcome>();
  const position = { cursor: 0, epoch: null as string | null, lastMid: 0 };
  let mid = 0;

  const desk: TestDesk = {
    session,
    client,
    rows,
    outcomes,
    position,
    command(name, args, base = []) {
      mid += 1;
      return { mid, name, args, base, at: Date.now(), schema: WIRE_SCHEMA };
    },
    send: (commands, { epoch = position.epoch } = {}) =>
      desk.post(paths.push, { client, epoch, schema: WIRE_SCHEMA, commands }),
    push: async (...commands) => pushReply.parse((await desk.send(commands)).body),
    async ask(more = {}) {
      const { epoch, cursor } = position;
      const request = { client, epoch, cursor, schema: WIRE_SCHEMA, tables: ALL_TABLES, ...more };
      return pullReply.parse((await desk.post(paths.pull, request)).body);
    },
    async pull() {
      const replies: PullReply[] = [];
      for (;;) {
        const reply = await desk.ask();
        replies.push(reply);
        if (reply.kind === 'upgrade') return replies;
        if (reply.kind === 'reset') {
          rows.clear();
          Object.assign(position, { cursor: 0, epoch: reply.epoch });
          continue;
        }
        for (const { tbl, pk, row } of reply.rows) {
          if (row) rows.set(`${tbl}/${pk}`, row);
          else rows.delete(`${tbl}/${pk}`);
        }
        Object.assign(position, { cursor: reply.to, epoch: reply.epoch });
        if (!reply.complete) continue;
        position.lastMid = reply.lastMid ?? 0;
        for (const outcome of reply.outcomes ?? []) outcomes.set(outcome.mid, outcome);
        return replies;
      }
    },
    base(tbl, pk, ...fields) {
      const row = rows.get(`${tbl}/${pk}`) ?? {};
      return [
        {
          tbl,
          pk,
          ver: Number(row['ver'] ?? 0),
          fields: Object.fromEntries(fields.map((name) => [name, row[name]])),
        },
      ];
    },
    post: (path, body) => post(url, path, body, session.token),
  };
  return desk;
}

/** Arguments of party.create for a person without numbers. */
export function person(name: string, id = newId()) {
  return {
    id,
    kind: 'person',
    status: 'customer',
    name,
    sortName: name,
    customerNo: null,
    street: null,
    postalCode: null,
    city: null,
    note: '',
    contacts: [],
  };
}
