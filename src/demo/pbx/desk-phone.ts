import { Emitter } from '#shared/kernel/emitter.ts';
import type { Unsubscribe } from '#shared/kernel/emitter.ts';

export type PhoneKey = 'answer' | 'hang-up' | 'hold';

export interface PhoneDisplay {
  readonly state: 'idle' | 'ringing' | 'talking' | 'held';
  readonly display: string;
}

/** A desk phone without the plastic: shows what it would show, and waits for keys. */
export class DeskPhone {
  readonly device: string;
  readonly extension: string;
  readonly owner: string;
  readonly #keys = new Emitter<PhoneKey>();
  readonly #sentOn = new Emitter<string>();
  readonly #changes = new Emitter<PhoneDisplay>();
  #shown: PhoneDisplay = { state: 'idle', display: '' };

  constructor({ extension, owner }: { extension: string; owner: string }) {
    this.device = `PJSIP/${extension}`;
    this.extension = extension;
    this.owner = owner;
  }

  get shown(): PhoneDisplay {
    return this.#shown;
  }

  show(shown: PhoneDisplay): void {
    this.#shown = shown;
    this.#changes.emit(shown);
  }

  idle(): void {
    this.show({ state: 'idle', display: '' });
  }

  press(key: PhoneKey): void {
    this.#keys.emit(key);
  }

  onKey(listener: (key: PhoneKey) => void): Unsubscribe {
    return this.#keys.on(listener);
  }

  /** The PBX is told to send whoever talks to this phone to an extension. */
  sendOn(target: string): void {
    this.#sentOn.emit(target);
  }

  onSentOn(listener: (target: string) => void): Unsubscribe {
    return this.#sentOn.on(listener);
  }

  onChange(listener: (shown: PhoneDisplay) => void): Unsubscribe {
    return this.#changes.on(listener);
  }
}
