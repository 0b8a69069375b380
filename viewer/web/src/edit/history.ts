/** Steps that can be undone and done again. Values are never changed in place, so that a step costs no more than what it keeps. */

const deepest = 200;

export interface History<T> {
  readonly past: readonly T[];
  readonly now: T;
  readonly future: readonly T[];
}

export const start = <T>(now: T): History<T> => ({ past: [], now, future: [] });

/** A new step; what had been undone is forgotten, as is what lies more than 200 steps back. */
export function step<T>(history: History<T>, next: T): History<T> {
  return { past: [...history.past, history.now].slice(-deepest), now: next, future: [] };
}

export function undo<T>({ past, now, future }: History<T>): History<T> {
  const before = past.at(-1);
  return before === undefined ? { past, now, future } : { past: past.slice(0, -1), now: before, future: [now, ...future] };
}

export function redo<T>({ past, now, future }: History<T>): History<T> {
  const next = future[0];
  return next === undefined ? { past, now, future } : { past: [...past, now], now: next, future: future.slice(1) };
}
