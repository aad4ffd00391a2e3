/**
 * The SQL schema of the desks' replicas, handed in by who knows both sides: the centre makes files of it without
 * knowing what is in it. See src/main/replica/replica-schema.ts.
 */
export interface ReplicaSchema {
  /** The same for the same statements and columns. */
  readonly key: string;
  /** Run on an empty file in this order. */
  readonly statements: readonly string[];
}
