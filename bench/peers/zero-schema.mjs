import { createBuilder, createSchema, defineQueries, defineQuery, string, table } from '@rocicorp/zero';

const party = table('party')
  .columns({
    id: string(),
    kind: string(),
    status: string(),
    name: string(),
    sort_name: string(),
    customer_no: string(),
    street: string(),
    postal_code: string(),
    city: string(),
    note: string(),
  })
  .primaryKey('id');

export const schema = createSchema({ tables: [party] });
const builder = createBuilder(schema);
export const queries = defineQueries({ all: defineQuery(() => builder.party) });
