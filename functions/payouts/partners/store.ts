import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { personItem } from '../../applications/contract.ts';
import { type Profile, profileItem } from '../../partners/contract.ts';
import { readItems } from '../../shared/batch.ts';
import { commit } from '../../shared/commit.ts';
import { keys } from '../../shared/keys.ts';
import { putNews } from '../../shared/outbox.ts';
import { settings } from '../../shared/settings.ts';
import { type TransactItem, table } from '../../shared/table.ts';
import { holdNews, taxNews } from '../announcing.ts';
import { payeeItem, type Standing, standingItem, type TaxStatus, taxItem } from '../contract.ts';
import type { Known } from '../deciding.ts';
import { putItem } from '../updates.ts';

const get = async (Key: Record<string, string>): Promise<Record<string, unknown> | undefined> =>
  (await table().send(new GetCommand({ TableName: settings.programTable(), Key, ConsistentRead: true }))).Item;

/** Everything a decision on a partner's payout looks at, as of now; undefined for nobody. */
export const readKnown = async (partnerId: string): Promise<Known | undefined> => {
  const found = await readItems([
    keys.partner(partnerId),
    keys.payee(partnerId),
    keys.taxStatus(partnerId),
    keys.payoutStanding(partnerId),
  ]);
  const ofType = (type: string) => found.find((item) => item.type === type);
  const profileFound = ofType('PROFILE');
  if (!profileFound) return undefined;
  const profile = profileItem.parse(profileFound);
  const person = await get(keys.person(profile.personId));
  const contact = person && personItem.parse(person);
  const [payee, tax, standing] = [ofType('PAYEE'), ofType('TAX-STATUS'), ofType('PAYOUT-STANDING')];
  return {
    profile,
    emailVerified: contact?.verifiedAt !== undefined && contact.erasedAt === undefined,
    payee: payee && payeeItem.parse(payee),
    tax: tax && taxItem.parse(tax),
    standing: standing && standingItem.parse(standing),
  };
};

/** A form as it stands from now on, told on the timeline. */
export const saveTax = async (tax: TaxStatus, { run }: Pick<Profile, 'run'>): Promise<void> => {
  const { partnerId } = tax;
  await commit([putItem(keys.taxStatus(partnerId), tax)], [putNews(taxNews({ partnerId, run }, tax))]);
};

export const putStanding = (standing: Standing): TransactItem =>
  putItem(keys.payoutStanding(standing.partnerId), standing);

/** Whether payouts wait from now on, told on the timeline. */
export const saveStanding = async (
  standing: Standing,
  { run }: Pick<Profile, 'run'>,
  said: NonNullable<Standing['hold']>,
): Promise<void> => {
  const { partnerId, hold } = standing;
  await commit([putStanding(standing)], [putNews(holdNews({ partnerId, run }, hold !== undefined, said))]);
};

/** Forms and companies of partners, 50 at a time. */
export const readForms = async (
  partnerIds: readonly string[],
): Promise<ReadonlyMap<string, { readonly company: string; readonly tax: TaxStatus | undefined }>> => {
  const all = new Map<string, { company: string; tax: TaxStatus | undefined }>();
  for (let from = 0; from < partnerIds.length; from += 50) {
    const some = partnerIds.slice(from, from + 50);
    const items = await readItems(some.flatMap((one) => [keys.partner(one), keys.taxStatus(one)]));
    const taxes = new Map(items.filter(({ type }) => type === 'TAX-STATUS').map((item) => [item.partnerId, item]));
    for (const item of items.filter(({ type }) => type === 'PROFILE')) {
      const { partnerId, company } = profileItem.parse(item);
      const tax = taxes.get(partnerId);
      all.set(partnerId, { company, tax: tax && taxItem.parse(tax) });
    }
  }
  return all;
};
