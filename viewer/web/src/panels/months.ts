/** The months of the programme, as steps of a slider. */

const firstYear = 2021;

/** Months from the start of the programme; the last one is now. */
export const stepsUntil = (now: Date): number => (now.getUTCFullYear() - firstYear) * 12 + now.getUTCMonth() + 1;

/** The last instant of a month by the calendar of China, RFC 3339. Step 1 is January 2021. */
export function instantOf(step: number): string {
  return new Date(Date.UTC(firstYear, step, 1, -8) - 1000).toISOString().replace(".000Z", "Z");
}

/** The step that an instant falls into. */
export function stepOf(instant: string): number {
  const there = new Date(Date.parse(instant) + 8 * 3_600_000);
  return (there.getUTCFullYear() - firstYear) * 12 + there.getUTCMonth() + 1;
}
