import type { ReactNode } from 'react';
import { staffContract } from '#shared/features/staff/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import styles from './phone-book.module.css';

interface Props {
  readonly id: string;
  readonly name: string;
  readonly size?: 'small' | 'large';
}

/** The picture on this replica, else the initials. Says nothing the name beside it does not say. */
export function PersonPhoto({ id, name, size = 'small' }: Props): ReactNode {
  const { value: photo } = useQuery(staffContract, 'photo', { id }, ['staff_photo']);
  return (
    <span className={styles.photo} data-size={size} aria-hidden="true">
      {photo ? <img src={`data:${photo.type};base64,${photo.data}`} alt="" /> : initialsOf(name)}
    </span>
  );
}

/** "Dr. Anna-Lena von Berg" → AB: of the first name and the last. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => !word.endsWith('.') && /^\p{L}/u.test(word));
  const [first] = words;
  const last = words.length > 1 ? words.at(-1) : undefined;
  return [first, last]
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase();
}
