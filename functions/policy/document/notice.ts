const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Notice for terms that are worse for partners [Z2]. */
const NOTICE_DAYS = 30;
/** Functions remember policies for five minutes; by then all of them know of a new one. */
const NOTICE_MINUTES = 10;

/** The earliest moment at which something may take effect that is published `now`, and the sentence that says why. */
export const earliestEffect = (now: string, isWorse: boolean): { readonly at: string; readonly because: string } => ({
  at: new Date(Date.parse(now) + (isWorse ? NOTICE_DAYS * DAY_MS : NOTICE_MINUTES * MINUTE_MS)).toISOString(),
  because: isWorse
    ? `Worse terms need ${NOTICE_DAYS} days of notice.`
    : `The effective date is never before publication, and at least ${NOTICE_MINUTES} minutes after it, so that every part of the program knows of it by then. Choose a later one.`,
});
