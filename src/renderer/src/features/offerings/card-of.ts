/** Which entry of the directory a card shows. */
export interface CardOf {
  readonly type: 'offering' | 'provider';
  readonly id: string;
}
