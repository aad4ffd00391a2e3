import { createServer } from 'node:http';
import { mustGetQuery } from '@rocicorp/zero';
import { handleQueryRequest } from '@rocicorp/zero/server';
import { queries, schema } from './zero-schema.mjs';

/* What zero-cache asks for the meaning of a query. Says {port}. */
const server = createServer((request, response) => void answer(request, response));
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));

async function answer(request, response) {
  let body = '';
  for await (const chunk of request) body += chunk;
  const { searchParams } = new URL(request.url, 'http://127.0.0.1');
  const meaning = await handleQueryRequest({
    handler: (name, args) => mustGetQuery(queries, name).fn({ args, ctx: undefined }),
    schema,
    userID: 'bench',
    query: searchParams,
    body: JSON.parse(body),
  });
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(meaning));
}
