import { http } from '../shared/http.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { Problem } from '../shared/problem.ts';
import { programKey } from '../shared/program-key.ts';
import { limitByOrigin } from '../shared/rate-limit.ts';
import { raiseReport } from './acting/store.ts';
import { termsOf } from './checking.ts';
import { findAccused } from './complaints/store.ts';
import { routes } from './contract.ts';
import { CUSTOMER, readAccused, reported } from './reporting.ts';

const unknown = new Problem(
  422,
  'unknown-partner',
  'about: We know no partner by this. Give the link that you followed, the coupon code, or the website of the partner.',
);

/** Misleading claims, told by whoever met them [F1]: one flag for each page and day, held until a person has looked. */
export const handler = http(routes.complain, async ({ body: { about, seen, url }, now, ip }) => {
  const [key, { version, policy }] = [await programKey(), await readPolicy(now)];
  await limitByOrigin({ what: 'complaint', programKey: key, ip, rate: policy.fraud.complaintsPerAddressOfOrigin, now });
  const accused = readAccused(about);
  const profile = accused && (await findAccused(accused));
  if (!profile) throw unknown;
  const report = { rule: 'misleading-claims', seen, url } as const;
  const terms = termsOf(version, policy);
  await raiseReport(reported(report, profile, CUSTOMER, terms, key, now.toISOString(), ''), profile);
  return { body: { message: 'Thank you. Somebody of the program looks at it; nothing is paid for it until then.' } };
});
