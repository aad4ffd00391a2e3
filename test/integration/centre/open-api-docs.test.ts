import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ALL_RIGHTS, makeToken, programOf } from './open-api-rig.ts';
import type { Ask, Made } from './open-api-rig.ts';
import { testKeyFile } from '#test/support/secret-key-file.ts';
import { startRig } from './rig.ts';
import type { Rig } from './rig.ts';
import { newId } from './test-desk.ts';

const SCRIPT = fileURLToPath(new URL('../../../src/launch/centre.ts', import.meta.url));
const DOC = new URL('../../../docs/api.md', import.meta.url);

interface Described {
  readonly operationId: string;
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: object }>> };
  readonly responses: Readonly<
    Record<string, { readonly content: Readonly<Record<string, { readonly schema: object }>> }>
  >;
}
type Document = { readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>> };

let rig: Rig;
let made: Made;
let document: Document;
const routes: string[] = [];

beforeAll(async () => {
  rig = await startRig({ onRoute: (method, url) => void routes.push(`${method} ${url}`) });
  made = await makeToken(rig, { name: 'Shop' });
  document = (await (await fetch(new URL('/api/v1/openapi.json', rig.url))).json()) as Document;
});
afterAll(() => rig?.stop());

describe('the description', () => {
  it('is OpenAPI 3.1', async () => {
    const validator = new Validator();
    const { errors, valid } = await validator.validate(structuredClone(document));
    expect({ errors, valid }).toEqual({ errors: undefined, valid: true });
    expect(validator.version).toBe('3.1');
  });

  it('has every route there is, and no other', () => {
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map(
        (method) => `${method.toUpperCase()} /api/v1${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
      ),
    );
    const there = routes.filter((route) => route.includes(' /api/v1/') && !/^(?:HEAD|OPTIONS) /.test(route));
    expect(described.toSorted()).toEqual(there.toSorted());
    expect(described.length).toBeGreaterThan(20);
    const ids = Object.values(document.paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    );
    expect(new Set(ids).size).toBe(ids.length);
    // Programs name functions after them.
    expect(ids.filter((id) => !/^[a-z]+(?:-[a-z]+)*$/.test(id))).toEqual([]);
  });

  it('is kept by the answers, the good and the bad', async () => {
    const api = programOf(rig, made.token);
    let checked = 0;
    /** Sends, and holds what comes back against what is described. */
    async function ask(method: string, path: string, template: string, options: Ask = {}) {
      const reply = await api(method, path, options);
      const answers = document.paths[template]?.[method.toLowerCase()]?.responses ?? {};
      const type = reply.headers.get('content-type')?.split(';')[0] ?? '';
      const schema = answers[String(reply.status)]?.content[type]?.schema;
      expect(schema, `${method} ${path}: ${reply.status} ${type} is not described`).toBeDefined();
      // Strict: what is not described must not come either, but for the contents of a conflict.
      const parsed = z.fromJSONSchema((schema ?? {}) as never).safeParse(reply.body);
      expect({ path, issues: parsed.error?.issues }).toEqual({ path, issues: undefined });
      checked += 1;
      return reply;
    }
    const party = { kind: 'organisation', status: 'prospect', name: 'Kessler Metallbau GmbH' };
    const contacts = [{ kind: 'mail', raw: 'buero@kessler.example' }];
    const { id: partyId, ver } = (await ask('POST', '/parties', '/parties', { body: { ...party, contacts } }))
      .body;
    await ask('PATCH', `/parties/${String(partyId)}`, '/parties/{id}', { ver, body: { city: 'Köln' } });
    await ask('PATCH', `/parties/${String(partyId)}`, '/parties/{id}', { ver, body: { city: 'Bonn' } });
    await ask('PATCH', `/parties/${String(partyId)}`, '/parties/{id}', { body: { city: 'Bonn' } });
    await ask('GET', `/parties/${newId()}`, '/parties/{id}');
    await ask('POST', '/parties', '/parties', { body: {} });
    const person = rig.nadine.userId;
    const bodies: Readonly<Record<string, object>> = {
      'contact-points': { partyId, kind: 'phone', raw: '+49 221 999001' },
      tickets: { title: 'Angebot', kind: 'enquiry', partyId, ownerId: person },
      interactions: { type: 'visit', direction: 'in', partyId, occurredAt: 1, body: '' },
      tasks: {
        ...{ kind: 'callback', title: 'Anrufen', partyId, assigneeId: person },
        ...{ dueAt: 1, dueHasTime: true, promised: false },
      },
    };
    for (const [name, body] of Object.entries(bodies)) {
      const { id } = (await ask('POST', `/${name}`, `/${name}`, { body })).body;
      await ask('GET', `/${name}/${String(id)}`, `/${name}/{id}`);
    }
    for (const name of ['parties', ...Object.keys(bodies)]) {
      await ask('GET', `/${name}?limit=1&deleted=true`, `/${name}`);
      await ask('GET', `/${name}?cursor=nonsense`, `/${name}`);
    }
    expect(checked).toBe(24);
  });
});

describe('docs/api.md', () => {
  it('has examples that work, as they stand there', async () => {
    const text = await readFile(DOC, 'utf8');
    const examples = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].map((match) => match[1] ?? '');
    expect(examples.length).toBe(6);
    for (const name of ALL_RIGHTS.split(',').map((right) => right.split(':')[0] ?? ''))
      expect(text).toContain(name);
    const prelude = `set -euo pipefail\nnpm() { shift 3; "$NODE" "$SCRIPT" "$@"; }\n`;
    const { stdout } = await promisify(execFile)('bash', ['-c', prelude + examples.join('\n')], {
      env: {
        ...process.env,
        ...{ NODE: process.execPath, SCRIPT, DATABASE_URL: rig.databaseUrl, LOG_LEVEL: 'warn' },
        CENTRE_SECRET_KEYS: testKeyFile(),
        ...{ CENTRE: rig.url, TOKEN: made.token, TOKEN_ID: made.id },
      },
    });
    expect(stdout).toMatch(/^Token: rfb_\S{64}$/m);
    expect(stdout).toContain('"city":"Köln"');
    expect(stdout).toContain('"raw":"0221 4710-612"');
    expect(stdout).toMatch(/^Signing secret: whsec_\S{44}$/m);
    expect(stdout).toMatch(
      /https:\/\/shop\.example\/hooks {2}party\.changed,ticket\.created,ticket\.changed {2}active/,
    );
  });
});
