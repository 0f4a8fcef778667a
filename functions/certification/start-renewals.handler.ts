import { entry } from '../shared/entry.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { mayRenew, startedBefore } from './certificate.ts';
import { certificatesEndingBefore, startRenewal } from './renewals/store.ts';

/** Every day: each certificate that ends within the month gets its renewal, once. */
export const handler = entry<unknown, void>().handler(async () => {
  const now = new Date();
  const { policy } = await readPolicy(now);
  for await (const certificate of certificatesEndingBefore(startedBefore(now.toISOString(), policy))) {
    if (mayRenew(await readProfile(certificate.partnerId))) await startRenewal(certificate);
  }
});
