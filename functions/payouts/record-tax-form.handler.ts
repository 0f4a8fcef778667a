import { localDate } from '../shared/days.ts';
import { http } from '../shared/http.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { notFound, Problem } from '../shared/problem.ts';
import { routes, type TaxStatus } from './contract.ts';
import { readKnown, saveTax } from './partners/store.ts';
import { isRecorded, validUntil } from './tax.ts';
import { taxView } from './viewing.ts';

export const handler = http(routes.recordTaxForm, async ({ params, body, session, now }) => {
  const known = await readKnown(params.partnerId);
  if (!known || !session) throw notFound('partner');
  const at = now.toISOString();
  const { policy } = await readPolicy(now);
  if (body.signedOn > localDate(at, policy.calendar.timeZone)) {
    throw new Problem(422, 'invalid-input', 'signedOn: lies in the future');
  }
  if (isRecorded(known.tax, body)) return { body: taxView(known.tax, policy, at) };
  const until = validUntil(body.form, body.signedOn);
  const said = { type: 'TAX-STATUS', partnerId: params.partnerId, ...body, state: 'received' } as const;
  const tax: TaxStatus = {
    ...said,
    ...(until ? { validUntil: until } : {}),
    changedAt: at,
    changedBy: session.personId,
  };
  await saveTax(tax, known.profile);
  return { body: taxView(tax, policy, at) };
});
