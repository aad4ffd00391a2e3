import type { z } from 'zod';
import type { Resource, ResourceWrite } from '#server/resource.ts';
import { querySchema } from './read.ts';
import { conflictSchema, listSchema, problemSchema, resourceSchema, writtenSchema } from './view.ts';

export const API_PATH = '/api/v1';
export const DOCUMENT_PATH = '/openapi.json';

/** One route: what it takes and gives. The routes and their description are both made of this. */
export interface Operation {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below {@link API_PATH}; `{id}` stands for the row's. */
  readonly path: string;
  readonly name: string;
  readonly summary: string;
  /** Whose description this belongs to. */
  readonly tag: string;
  readonly right: string;
  readonly kind: 'list' | 'read' | 'write';
  readonly resource: Resource;
  readonly write?: ResourceWrite;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodObject;
  /** By status; 2xx first. */
  readonly answers: Readonly<Record<number, z.ZodType>>;
}

const refusals = (...codes: readonly number[]): Record<number, z.ZodType> =>
  Object.fromEntries([...codes, 400, 401, 403, 429, 503].map((code) => [code, problemSchema]));

/** Every route for programs, but for the description itself. */
export function operationsOf(resources: readonly Resource[]): readonly Operation[] {
  return resources.flatMap((resource) => {
    const { name, rightsOf = name } = resource;
    const common = { resource, tag: name };
    const read = { ...common, method: 'GET', right: `${rightsOf}:read` } as const;
    const list: Operation = {
      ...read,
      path: `/${name}`,
      name: `list-${name}`,
      summary: `Lists ${name}, what changed last comes last`,
      kind: 'list',
      query: querySchema(resource),
      answers: { 200: listSchema(resource), ...refusals(410) },
    };
    const one: Operation = {
      ...read,
      path: `/${name}/{id}`,
      name: `read-${name}`,
      summary: 'Reads one',
      kind: 'read',
      answers: { 200: resourceSchema(resource), ...refusals(404) },
    };
    return [list, one, ...resource.writes.map((write) => writeOperation(resource, write))];
  });
}

function writeOperation(resource: Resource, write: ResourceWrite): Operation {
  const { name, rightsOf = name } = resource;
  const { method, act, summary, body, command } = write;
  const makes = method === 'POST' && act === undefined;
  const path = makes ? `/${name}` : `/${name}/{id}${act === undefined ? '' : `/${act}`}`;
  const done = makes ? { 201: writtenSchema } : { 200: writtenSchema };
  const needed = makes ? refusals(413, 415, 422) : refusals(404, 413, 415, 422, 428);
  return {
    method,
    path,
    // Without the version of the command: programs' own functions are named after it.
    name: command.name.replace(/@\d+$/, '').replaceAll('.', '-'),
    summary,
    tag: name,
    right: `${rightsOf}:write`,
    kind: 'write',
    resource,
    write,
    ...(body && { body }),
    answers: { ...done, ...needed, 409: conflictSchema },
  };
}

/** Every right there is. */
export function rightsOfAll(resources: readonly Resource[]): readonly string[] {
  return [...new Set(operationsOf(resources).map(({ right }) => right))];
}
