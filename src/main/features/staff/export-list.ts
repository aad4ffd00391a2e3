import type { ExportList } from '../../host/export-list.ts';
import { simpleList } from '../../host/simple-list.ts';

const COLUMNS = [
  ...(['name', 'job', 'department', 'place', 'responsibilities', 'hours', 'extension'] as const),
  ...(['phone1', 'mail1'] as const),
];
type Column = (typeof COLUMNS)[number];

/** The people of the house as the phone book has them; nobody who has left. */
export const colleaguesList: ExportList = simpleList<Readonly<Record<Column | 'id', string>>>({
  name: 'colleagues',
  columns: COLUMNS,
  sql: `SELECT s.id, s.name, coalesce(s.extension, '') AS extension, coalesce(s.mail, '') AS mail1,
          coalesce(e.job, '') AS job, coalesce(e.department, '') AS department, coalesce(e.place, '') AS place,
          coalesce(e.responsibilities, '') AS responsibilities, coalesce(e.hours, '') AS hours,
          coalesce(e.phone, '') AS phone1
        FROM staff s LEFT JOIN staff_entry e ON e.id = s.id WHERE s.left_at IS NULL`,
  cells: (row) => COLUMNS.map((column) => row[column]),
});
