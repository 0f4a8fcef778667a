import type { SaleKnown } from './sale.ts';
import { flag, flagIf, notRun, passes, type Rule } from './verdict.ts';

type SaleRule = Rule<SaleKnown>;

const samePerson: SaleRule = {
  rule: 'same-person',
  section: 'F1',
  action: 'reject',
  title: 'Own purchase: same mailbox',
  asks: () => 'The customer has the same mailbox as the partner, however it is spelt: case, +tag, dots of Gmail.',
  tells: 'The customer has the same e-mail mailbox as you. Buying through your own link earns nothing.',
  says: () => "The customer's mailbox is the partner's own, however it is spelt.",
  check: ({ customer, partner }) => {
    if (!customer.mailbox) return notRun("the customer's e-mail address");
    if (!partner.mailbox) return notRun("the partner's e-mail address");
    return flagIf(customer.mailbox === partner.mailbox, { compared: 'mailbox' });
  },
};

const sameAccount: SaleRule = {
  rule: 'same-account',
  section: 'F1',
  action: 'reject',
  title: 'Own purchase: same account',
  asks: () => 'The customer pays with an account, or means of payment, that the partner is paid to.',
  tells: 'The sale was paid from an account that you are paid to. Buying through your own link earns nothing.',
  says: () => "The customer's means of payment is an account of the partner, by their keyed hashes.",
  check: ({ customer, partner }) => {
    if (!customer.payment) return notRun("the customer's means of payment");
    if (partner.accounts.length === 0) return notRun("the partner's payout account");
    return flagIf(partner.accounts.includes(customer.payment), { compared: 'account' });
  },
};

const disposable: SaleRule = {
  rule: 'disposable-address',
  section: 'F1',
  action: 'reject',
  title: 'Throw-away address',
  asks: () => 'The address of the customer, or of the partner, lies at a provider of throw-away mailboxes.',
  tells: 'An address in this sale lies at a provider of throw-away mailboxes, which the agreement does not allow.',
  says: ({ whose }) => `The address of the ${whose} lies at a provider of throw-away mailboxes.`,
  check: ({ customer, partner }) => {
    if (customer.disposable) return flag({ whose: 'customer' });
    if (partner.disposable) return flag({ whose: 'partner' });
    return customer.disposable === undefined ? notRun("the customer's e-mail address") : passes;
  },
};

const sameCompany: SaleRule = {
  rule: 'same-company',
  section: 'F2',
  action: 'hold',
  title: 'Same company domain',
  asks: () => 'The customer writes from the domain of the partner, unless that is a provider of free mail.',
  tells:
    'The customer has the same e-mail domain as your company. We check whether the buyer is a customer of its own.',
  says: () => "The customer's address has the domain of the partner, which is no provider of free mail.",
  check: ({ customer, partner }) => {
    if (!customer.domain) return notRun("the customer's e-mail address");
    if (!partner.domains) return notRun("the partner's domain");
    return flagIf(partner.domains.includes(customer.domain), { compared: 'domain' });
  },
};

const DAY_MS = 86_400_000;
const apart = (one: string, other: string): number => Math.abs(Date.parse(one) - Date.parse(other));

const sameDevice: SaleRule = {
  rule: 'same-device',
  section: 'F2',
  action: 'hold',
  title: "Partner's own device",
  asks: ({ sameDeviceDays }) =>
    `The click or the purchase came from an address and browser that the partner signed in with, within ${sameDeviceDays} days.`,
  tells: 'The visit came from a device that you sign in with. We check whether you bought for yourself.',
  says: ({ which, days }) =>
    `The ${which} came from an address and browser that the partner signed in with ${days} days away at most.`,
  check: ({ customer, partner, click, at }, { sameDeviceDays }) => {
    if (!click && !customer.device) return notRun('a click, or the device of the purchase');
    if (partner.devices.length === 0) return notRun("the partner's own devices");
    const isOwn = (device: string | undefined, when: string): boolean =>
      partner.devices.some((one) => one.device === device && apart(one.at, when) <= sameDeviceDays * DAY_MS);
    if (click && isOwn(click.device, click.at)) return flag({ which: 'click', days: sameDeviceDays });
    return flagIf(isOwn(customer.device, at), { which: 'purchase', days: sameDeviceDays });
  },
};

const unverified: SaleRule = {
  rule: 'unverified-address',
  section: 'F5',
  action: 'hold',
  title: 'Unverified partner',
  asks: () => "The partner's e-mail address was not verified: nothing accrues before that.",
  tells: 'Your e-mail address is not verified. What you earn is held until it is.',
  says: () => "The partner's e-mail address is not verified.",
  check: ({ partner }) => {
    if (partner.verified === undefined) return notRun("the partner's contact");
    return flagIf(!partner.verified, { compared: 'verification' });
  },
};

const phoneCheck: SaleRule = {
  rule: 'phone-check',
  section: 'F5',
  action: 'hold',
  title: 'Phone check failed',
  asks: () => 'A phone check of the lead, where there is one, says that the number is not the person.',
  tells: 'The phone number of this lead could not be confirmed. We look at the lead.',
  says: () => 'The phone check of the lead failed.',
  check: ({ kind, customer }) => {
    if (kind !== 'lead') return passes;
    if (!customer.phone) return notRun('a phone check');
    return flagIf(customer.phone === 'failed', { phone: customer.phone });
  },
};

/** Who bought, and who earns. */
export const personRules: readonly SaleRule[] = [
  samePerson,
  sameAccount,
  disposable,
  sameCompany,
  sameDevice,
  unverified,
  phoneCheck,
];
