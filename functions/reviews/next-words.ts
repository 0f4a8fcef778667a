import * as z from 'zod';

/** What a review needs now; each is a state of the workflow. */
export const next = z.enum([
  'wait-for-package-day',
  'prepare',
  'wait-for-delivery',
  'confirm',
  'wait-for-meeting',
  'wait-for-record',
  'remind',
  'miss',
  'ended',
]);
export type Next = z.infer<typeof next>;
