import { TRANSFERS } from '#shared/features/attachments/contract.ts';
import type { TransferView } from '#shared/features/attachments/contract.ts';
import type { Host } from '../../host/host.ts';

/** What is under way at this moment, by attachment; queries that show it wait for `TRANSFERS`. */
export class Transfers {
  readonly #host: Pick<Host, 'touch'>;
  readonly #views = new Map<string, TransferView>();

  constructor(host: Pick<Host, 'touch'>) {
    this.#host = host;
  }

  of(id: string): TransferView | null {
    return this.#views.get(id) ?? null;
  }

  set(id: string, view: TransferView): void {
    this.#views.set(id, view);
    this.#host.touch([TRANSFERS]);
  }

  end(id: string): void {
    if (this.#views.delete(id)) this.#host.touch([TRANSFERS]);
  }
}
