import { newItems } from '../shared/consumer.ts';
import { unpackFact } from '../shared/journal-items.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { programKey } from '../shared/program-key.ts';
import { holdUnder, raise } from './acting/store.ts';
import { askAll } from './asking.ts';
import { flagsOfSale, termsOf } from './checking.ts';
import { accrualOf, clicksNamed, partnersOf } from './knowing.ts';
import { saleRules } from './rules/catalogue.ts';
import { readSwitches } from './switches/store.ts';
import { readKnown } from './watch/known/store.ts';
import { readClicks } from './watch/store.ts';

/** A sale or lead was recorded: looks at it for every partner that earns by it. */
export const handler = newItems(async (item, now) => {
  const fact = unpackFact(item);
  if (fact.kind !== 'sale' && fact.kind !== 'lead') return;
  const [at, key, { version, policy }] = [now.toISOString(), await programKey(), await readPolicy(now)];
  const [clicks, { modes, scriptSeenOn }] = [await readClicks(clicksNamed(fact)), await readSwitches()];
  for (const partnerId of partnersOf(fact, clicks)) {
    const seen = await readKnown({ fact, partnerId, clicks, policy, key, at, scriptSeenOn });
    if (!seen) continue;
    const { known, profile, pattern, holds } = seen;
    const answers = askAll(saleRules, known, policy.fraud, modes);
    const checked = { partnerId, run: profile.run, accrual: accrualOf(fact), pattern, answers };
    const flags = flagsOfSale(checked, termsOf(version, policy), key, at);
    for (const flag of flags) if (!(await raise(flag, profile, at))) holds.push(flag.flagId);
    await holdUnder(partnerId, holds, [accrualOf(fact)], at);
  }
});
