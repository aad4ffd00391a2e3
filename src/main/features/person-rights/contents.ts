import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import { PERSON_CONTENTS_PATH, personContentsReply } from '#shared/features/person-rights/person-file.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import type { Host } from '../../host/host.ts';

/** Contents that windows are gathering at once; whoever began first and never ended has left. */
const MOST = 8;

export interface PieceAsked {
  readonly partyId: string;
  readonly table: string;
  readonly id: string;
  readonly sha256: string;
  readonly no: number;
  /** The centre is not asked. */
  readonly isHereOnly: boolean;
}

interface Gathered {
  readonly hash: Hash;
  /** The piece that comes next. */
  next: number;
}

/**
 * Gives a window contents piece by piece, and compares their digest with the last one, so that no more than a piece is
 * ever in this process. A gathering that is broken off begins anew with piece 0.
 */
export class PersonContentsReader {
  readonly #host: Pick<Host, 'centre' | 'heldPiece'>;
  readonly #gathered = new Map<string, Gathered>();

  constructor(host: Pick<Host, 'centre' | 'heldPiece'>) {
    this.#host = host;
  }

  /** @throws AppError as the contract's `contents` */
  async piece(asked: PieceAsked): Promise<{ readonly base64: string; readonly isLast: boolean }> {
    const { id, sha256, no } = asked;
    if (no === 0) this.#begin(id);
    const { bytes, isLast } = this.#host.heldPiece(sha256, no) ?? (await this.#fromCentre(asked));
    const gathered = this.#gathered.get(id);
    if (gathered?.next !== no) throw new AppError('person-rights.bad-contents', 'pieces out of their order');
    gathered.hash.update(bytes);
    gathered.next += 1;
    if (isLast) {
      this.#gathered.delete(id);
      if (gathered.hash.digest('hex') !== sha256)
        throw new AppError('person-rights.bad-contents', `the contents of ${id} are damaged`);
    }
    return { base64: Buffer.from(bytes).toString('base64'), isLast };
  }

  #begin(id: string): void {
    this.#gathered.delete(id);
    const [oldest] = this.#gathered.keys();
    if (this.#gathered.size >= MOST && oldest !== undefined) this.#gathered.delete(oldest);
    this.#gathered.set(id, { hash: createHash('sha256'), next: 0 });
  }

  async #fromCentre({
    partyId,
    table,
    id,
    no,
    isHereOnly,
  }: PieceAsked): Promise<{ readonly bytes: Uint8Array; readonly isLast: boolean }> {
    if (isHereOnly) throw new AppError('centre.offline', 'not on this desk, and the centre is not asked');
    const { base64, isLast } = await this.#host.centre(
      PERSON_CONTENTS_PATH,
      { partyId, table, id, no },
      personContentsReply,
    );
    return { bytes: Buffer.from(base64, 'base64'), isLast };
  }
}
