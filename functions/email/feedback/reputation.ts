/** How letters of one day fared, all or some of them: each letter counts once in each column. */
export interface Day {
  readonly sent: number;
  readonly bounced: number;
  readonly complained: number;
}

export const WINDOW_DAYS = 30;
/** Basis points of the delivered letters. SES itself reviews an account at 10 and may stop it at 50. */
const WARNS_AT = 10;
const PAUSES_AT = 30;
/** One or two complaints are people, not a rate: a small program would rest after its first. (house) */
const LEAST_TO_PAUSE = 3;

const count = (value: unknown): number => (typeof value === 'number' ? value : 0);
export const readDay = (item: Readonly<Record<string, unknown>>): Day => ({
  sent: count(item.sent),
  bounced: count(item.bounced),
  complained: count(item.complained),
});

/** `warn` from 0.1 % complaints over 30 days; `pause` from 0.3 % and at least three of them. */
export const verdictOn = (days: readonly Day[]): 'fine' | 'warn' | 'pause' => {
  const complained = days.reduce((sum, day) => sum + day.complained, 0);
  // SES does not tell of each letter that it was delivered: those are the ones that went out and did not come back.
  const delivered = days.reduce((sum, day) => sum + day.sent - day.bounced, 0);
  // Not a division: all that went out may have come back.
  if (complained >= LEAST_TO_PAUSE && complained * 10_000 >= PAUSES_AT * delivered) return 'pause';
  if (complained > 0 && complained * 10_000 >= WARNS_AT * delivered) return 'warn';
  return 'fine';
};
