import { http } from '../shared/http.ts';
import { notFound } from '../shared/problem.ts';
import { routes, type Standing } from './contract.ts';
import { readKnown, saveStanding } from './partners/store.ts';

/** Takes effect at once, and the same again changes nothing: what is approved and not yet reserved is left out too. */
export const handler = http(routes.holdPayouts, async ({ params: { partnerId }, body, session, now }) => {
  const known = await readKnown(partnerId);
  if (!known || !session) throw notFound('partner');
  const { hold: _, ...kept } = known.standing ?? {};
  const said = { by: session.personId, byName: session.name, at: now.toISOString(), note: body.reason };
  const base = { ...kept, type: 'PAYOUT-STANDING', partnerId } as const;
  const standing: Standing = body.hold ? { ...base, hold: said } : base;
  const before = known.standing?.hold;
  if (before?.note === standing.hold?.note) return { body: before ? { hold: before } : {} };
  await saveStanding(standing, known.profile, said);
  return { body: standing.hold ? { hold: standing.hold } : {} };
});
