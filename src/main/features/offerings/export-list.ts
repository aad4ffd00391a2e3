import type { ExportList } from '../../host/export-list.ts';
import { simpleList } from '../../host/simple-list.ts';

const COLUMNS = [
  ...(['name', 'provider', 'description', 'hours', 'reachability', 'costs', 'place'] as const),
];
type Column = (typeof COLUMNS)[number];

/** What is offered, here and at the neighbours; what an offering leaves empty is as it is of its provider. */
export const offersList: ExportList = simpleList<Readonly<Record<Column | 'id', string>>>({
  name: 'offers',
  columns: COLUMNS,
  sql: `SELECT o.id, o.name, p.name AS provider,
          coalesce(nullif(o.description, ''), p.description) AS description,
          coalesce(nullif(o.opening_hours, ''), p.opening_hours) AS hours,
          coalesce(nullif(o.reachability, ''), p.reachability) AS reachability,
          coalesce(nullif(o.costs, ''), p.costs) AS costs, coalesce(nullif(o.place, ''), p.place) AS place
        FROM offering o JOIN provider p ON p.id = o.provider_id WHERE o.listed = 1 AND p.listed = 1`,
  cells: (row) => COLUMNS.map((column) => row[column]),
});
