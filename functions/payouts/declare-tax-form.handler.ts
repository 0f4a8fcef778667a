import { http } from '../shared/http.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { conflict, notFound } from '../shared/problem.ts';
import { routes, type TaxStatus } from './contract.ts';
import { readKnown, saveTax } from './partners/store.ts';
import { taxView } from './viewing.ts';

export const handler = http(routes.declareTaxForm, async ({ body, session, now }) => {
  const known = await readKnown(session?.partnerId ?? '');
  if (!known || !session) throw notFound('partner');
  const at = now.toISOString();
  const { policy } = await readPolicy(now);
  const held = taxView(known.tax, policy, at);
  if (held.state === 'received' && held.form !== body.form) {
    throw conflict(`Your ${held.form} is here and counts. If another form is right now, write to your manager.`);
  }
  if (held.state === 'received' || (known.tax?.state === 'requested' && held.form === body.form)) return { body: held };
  const { partnerId } = known.profile;
  const base = { type: 'TAX-STATUS', partnerId, form: body.form, state: 'requested' } as const;
  const tax: TaxStatus = { ...base, changedAt: at, changedBy: session.personId };
  await saveTax(tax, known.profile);
  return { body: taxView(tax, policy, at) };
});
