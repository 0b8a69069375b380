/** Whether the service answers. When it does not, it is asked again every few seconds, and whoever listens is told once it is back. */

import { address } from "./api";

const patience = 3000;

export class Connection {
  #isGone = false;
  readonly #listeners = new Set<(isBack: boolean) => void>();

  get isGone(): boolean {
    return this.#isGone;
  }

  /** Called when the service is gone (false) and when it is back (true). */
  listen(listener: (isBack: boolean) => void): void {
    this.#listeners.add(listener);
  }

  /** Something was asked for and nobody answered. */
  lost(): void {
    if (!this.#isGone) {
      this.#isGone = true;
      this.#tell(false);
      setTimeout(() => void this.#ask(), patience);
    }
  }

  async #ask(): Promise<void> {
    try {
      if ((await fetch(address("health/ready"), { cache: "no-store" })).ok) {
        this.#isGone = false;
        this.#tell(true);
        return;
      }
    } catch {
      // Still gone.
    }
    setTimeout(() => void this.#ask(), patience);
  }

  #tell(isBack: boolean): void {
    this.#listeners.forEach((listener) => listener(isBack));
  }
}

/** The one service that the map talks to. */
export const connection = new Connection();
