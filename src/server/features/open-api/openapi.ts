import { z } from 'zod';
import { DOCUMENT_PATH, API_PATH } from './operations.ts';
import type { Operation } from './operations.ts';
import { eventSchema } from './webhooks/payload.ts';

type Json = Readonly<Record<string, unknown>>;

const IDEMPOTENCY: Json = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description:
    'One for each thing to be done, e.g. a UUID. A repetition within 24 hours gets the same answer.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
};
const IF_MATCH: Json = {
  name: 'If-Match',
  in: 'header',
  description: 'The row’s `ver` in quotes, as its ETag. Either this or the parameter `ver`.',
  schema: { type: 'string' },
};
const VER: Json = {
  name: 'ver',
  in: 'query',
  description: 'In place of If-Match.',
  schema: { type: 'integer', minimum: 0 },
};
const ID: Json = { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } };

const DESCRIPTION = `What other programs may read and write of a centre. Times are milliseconds since the epoch (UTC);
rows are named by UUIDs, which the program may choose itself (UUIDv7) or leave to the centre.`;

/** OpenAPI 3.1, out of the schemas that requests are checked with. */
export function describeApi(operations: readonly Operation[]): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const operation of operations)
    (paths[operation.path] ??= {})[operation.method.toLowerCase()] = describe(operation);
  paths[DOCUMENT_PATH] = {
    get: {
      operationId: 'describe',
      summary: 'This description',
      security: [],
      responses: { 200: { description: 'OpenAPI 3.1', content: jsonOf({ type: 'object' }) } },
    },
  };
  return {
    openapi: '3.1.0',
    info: {
      title: 'Rufblatt',
      version: '1',
      description: DESCRIPTION,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: API_PATH }],
    security: [{ token: [] }],
    tags: [...new Set(operations.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    webhooks: { event: { post: describeEvent(operations) } },
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'npm run centre -- api-token create' },
      },
    },
  };
}

function describe(operation: Operation): Json {
  const { name, summary, tag, right, answers, query, body, path, write } = operation;
  const isOfRow = path.includes('{id}');
  const parameters = [
    ...(isOfRow ? [ID] : []),
    ...(write ? [IDEMPOTENCY] : []),
    ...(write && isOfRow ? [IF_MATCH, VER] : []),
    ...(query ? queryParameters(query) : []),
  ];
  return {
    operationId: name,
    summary,
    tags: [tag],
    description: `Needs \`${right}\`.`,
    parameters,
    ...(body && { requestBody: { required: true, content: jsonOf(schemaOf(body, 'input')) } }),
    responses: Object.fromEntries(
      Object.entries(answers).map(([status, schema]) => [status, describeAnswer(Number(status), schema)]),
    ),
  };
}

function describeAnswer(status: number, schema: z.ZodType): Json {
  const json = schemaOf(schema, 'output');
  if (status < 400) return { description: 'Done', content: jsonOf(json) };
  return { description: 'Refused', content: { 'application/problem+json': { schema: json } } };
}

function queryParameters(query: z.ZodObject): readonly Json[] {
  const { properties = {} } = schemaOf(query, 'input');
  return Object.entries(properties as Record<string, Json>).map(([name, schema]) => ({
    name,
    in: 'query',
    schema: name === 'limit' ? { type: 'integer', minimum: 1, maximum: 500, default: 100 } : schema,
  }));
}

function describeEvent(operations: readonly Operation[]): Json {
  const types = [...new Set(operations.map(({ resource }) => resource.type))];
  return {
    summary: 'Something has changed',
    description: `Types: ${types.map((type) => `${type}.created, ${type}.changed, ${type}.removed`).join(', ')}.`,
    security: [],
    parameters: ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => ({
      name,
      in: 'header',
      required: true,
      schema: { type: 'string' },
    })),
    requestBody: { required: true, content: jsonOf(schemaOf(eventSchema, 'output')) },
    responses: { '2XX': { description: 'Taken; anything else is tried again' } },
  };
}

const jsonOf = (schema: Json): Json => ({ 'application/json': { schema } });

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _draft, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return json;
}
